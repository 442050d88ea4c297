package io.github.mfpjaxrs.security.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class KeycloakIT extends AuthorizationServerContract<Keycloak> {

    KeycloakIT() {
        super(new Keycloak(), List.of("keycloak", "keycloak-form", "keycloak-private-key-jwt"));
    }

    /** Keycloak creates a user for each confidential client. */
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

    /** Keycloak does not give a client any information about tokens for other audiences. */
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

    /** Runs the sample for two servers in a separate process. */
    @Nested
    @Tag("T1")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class BesideMobileFirst {

        private final MobileFirstServer mobileFirst = MobileFirstServer.start();
        private final TwoServers application = new TwoServers(mobileFirst, server);

        @BeforeAll
        void start() {
            application.start();
        }

        @AfterAll
        void stop() {
            application.stop();
            mobileFirst.close();
        }

        @Test
        void getWhenPathsNameServersThenEachTokenIsAcceptedWhereItBelongs() throws Exception {
            String old = mobileFirst.issue("accounts.read", "john");
            String moved = server.userTokens("accounts.read").access();

            assertThat(application.get("branches/old", old).body()).isEqualTo("default");
            assertThat(application.get("branches/new", moved).body()).isEqualTo("keycloak");
            assertThat(application.get("branches/old", moved).statusCode()).isEqualTo(401);
            assertThat(application.get("branches/new", old).statusCode()).isEqualTo(401);
        }

        @Test
        void getWhenServersAreTriedThenTokensOfBothAreAccepted() throws Exception {
            String old = mobileFirst.issue("accounts.read", "jane");
            String moved = server.userTokens("accounts.read").access();

            assertThat(application.get("branches/all", old).body()).isEqualTo("default");
            assertThat(application.get("branches/all", moved).body()).isEqualTo("keycloak");
            assertThat(application.get("branches/all", "unknown").statusCode()).isEqualTo(401);
        }

        @Test
        @Tag("M3")
        void getWhenMobileFirstIsDownThenTokensOfKeycloakAreServed() throws Exception {
            String old = mobileFirst.issue("accounts.read", "john");
            String moved = server.userTokens("accounts.read").access();

            mobileFirst.stopListening();
            try {
                assertUnavailable(application.get("branches/old", old));
                assertThat(application.get("branches/new", moved).body()).isEqualTo("keycloak");
                assertThat(application.get("branches/all", moved).body()).isEqualTo("keycloak");
            } finally {
                mobileFirst.listen();
            }
            awaitServed("branches/old", old);
        }

        @Test
        @Tag("M3")
        void getWhenKeycloakIsDownThenTokensOfMobileFirstAreServed() throws Exception {
            String old = mobileFirst.issue("accounts.read", "john");
            String moved = server.userTokens("accounts.read").access();

            server.stop();
            try {
                assertUnavailable(application.get("branches/new", moved));
                assertThat(application.get("branches/old", old).body()).isEqualTo("default");
                assertThat(application.get("branches/all", old).body()).isEqualTo("default");
            } finally {
                server.start();
            }
            awaitServed("branches/new", server.userTokens("accounts.read").access());
        }

        /**
         * Waits until requests are served again, because the circuit breaker for the server that was down might still
         * be open.
         */
        private void awaitServed(String path, String token) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> application.get(path, token).statusCode() == 200);
        }
    }
}
