package io.github.mfpjaxrs.security.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
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

    @Nested
    @Tag("T1")
    class BesideMobileFirst {

        @AutoClose
        private final MobileFirstServer mobileFirst = MobileFirstServer.start();

        @Test
        void getWhenPathsNameServersThenEachTokenIsAcceptedWhereItBelongs() throws Exception {
            String old = mobileFirst.issue("accounts.read", "john");
            String moved = server.userTokens("accounts.read").access();

            try (ResourceServer application = ResourceServer.start(configuration("several-paths"))) {
                assertThat(application.get("branches/old", old).body()).isEqualTo("default");
                assertThat(application.get("branches/new", moved).body()).isEqualTo("keycloak");
                assertThat(application.status("branches/old", moved)).isEqualTo(401);
                assertThat(application.status("branches/new", old)).isEqualTo(401);
            }
        }

        @Test
        void getWhenServersAreTriedThenTokensOfBothAreAccepted() throws Exception {
            String old = mobileFirst.issue("accounts.read", "jane");
            String moved = server.userTokens("accounts.read").access();

            try (ResourceServer application = ResourceServer.start(configuration("several-try"))) {
                assertThat(application.get("accounts", old).body()).isEqualTo("jane");
                assertThat(application.get("accounts", moved).body()).isEqualTo("john");
                assertThat(application.status("accounts", "unknown")).isEqualTo(401);
            }
        }

        @Test
        @Tag("M3")
        void getWhenMobileFirstIsDownThenTokensOfKeycloakAreServed() throws Exception {
            String old = mobileFirst.issue("accounts.read", "john");
            String moved = server.userTokens("accounts.read").access();

            try (ResourceServer application = ResourceServer.start(configuration("several-paths"))) {
                mobileFirst.stopListening();

                assertUnavailable(application.get("branches/old", old));
                assertThat(application.get("branches/new", moved).body()).isEqualTo("keycloak");
            }
        }

        @Test
        @Tag("M3")
        void getWhenKeycloakIsDownThenTokensOfMobileFirstAreServed() throws Exception {
            String old = mobileFirst.issue("accounts.read", "john");
            String moved = server.userTokens("accounts.read").access();

            server.stop();
            try (ResourceServer application = ResourceServer.start(configuration("several-paths"))) {
                assertUnavailable(application.get("branches/new", moved));
                assertThat(application.get("branches/old", old).body()).isEqualTo("default");
            } finally {
                server.start();
            }
        }

        /** The servers of the documentation, and how it selects one. */
        private Map<String, String> configuration(String selection) {
            Map<String, String> configuration = Documented.configuration("several", mobileFirst, server);
            configuration.putAll(Documented.configuration(selection, mobileFirst, server));
            configuration.put("mfp.cache.max-age", "PT0S");
            return configuration;
        }
    }
}
