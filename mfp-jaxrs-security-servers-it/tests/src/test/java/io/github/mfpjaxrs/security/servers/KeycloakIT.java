package io.github.mfpjaxrs.security.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KeycloakIT extends AuthorizationServerContract<Keycloak> {

    KeycloakIT() {
        super(new Keycloak(), List.of("keycloak", "keycloak-form", "keycloak-private-key-jwt"));
    }

    /** Keycloak gives each confidential client a user of its own. */
    @Override
    String userOfAppsOwnToken() {
        return "service-account-mobile-app";
    }

    @Test
    void getWhenUserLogsOutAndCacheIsOffThenRefusedAtOnce() throws Exception {
        OAuthClient.Tokens tokens = server.userTokens("accounts.read");
        try (ResourceServer application = ResourceServer.start(with("mfp.cache.max-age", "PT0S"))) {
            assertThat(application.status("accounts", tokens.access())).isEqualTo(200);

            assertThat(server.logout(tokens.refresh())).isEqualTo(204);

            assertThat(application.status("accounts", tokens.access())).isEqualTo(401);
        }
    }

    @Test
    void getWhenUserLogsOutThenRefusedOnceTheCachedAnswerIsTooOld() throws Exception {
        OAuthClient.Tokens tokens = server.userTokens("accounts.read");
        try (ResourceServer application = ResourceServer.start(with("mfp.cache.max-age", "PT2S"))) {
            assertThat(application.status("accounts", tokens.access())).isEqualTo(200);

            assertThat(server.logout(tokens.refresh())).isEqualTo(204);

            awaitRefusal(application, tokens.access());
        }
    }

    /** Keycloak tells a client nothing about tokens that are not meant for it. */
    @Test
    void getWhenTokenDoesNotNameUsAsItsAudienceThenInvalid() throws Exception {
        String token = server.foreignApp().ownToken("accounts.read");
        try (ResourceServer application = ResourceServer.start(with())) {
            assertThat(application.status("accounts", token)).isEqualTo(401);
        }
    }

    @Test
    @Tag("A2")
    void getWhenIssuerIsRequiredThenOnlyTokensOfThatRealmAreGood() throws Exception {
        String token = server.app().ownToken("accounts.read");

        try (ResourceServer application =
                ResourceServer.start(with("mfp.token.required-issuer", server.origin() + "/realms/bank"))) {
            assertThat(application.status("accounts", token)).isEqualTo(200);
        }
        try (ResourceServer application =
                ResourceServer.start(with("mfp.token.required-issuer", server.origin() + "/realms/other"))) {
            assertThat(application.status("accounts", token)).isEqualTo(401);
        }
    }
}
