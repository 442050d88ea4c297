package io.github.mfpjaxrs.security.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.TokenCache;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests how the library handles tokens from any authorization server. Each tested server has its own subclass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AuthorizationServerContract<S extends TestedServer> {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    final S server;
    private final List<String> configurations;

    /**
     * @param configurations the configurations that the documentation shows for this server; all tests use the first
     *     configuration
     */
    AuthorizationServerContract(S server, List<String> configurations) {
        this.server = server;
        this.configurations = configurations;
    }

    @BeforeAll
    void startServer() {
        server.start();
    }

    @AfterAll
    void stopServer() {
        server.stop();
    }

    List<String> configurations() {
        return configurations;
    }

    /** Returns the first documented configuration with additional keys and values. */
    Map<String, String> with(String... more) {
        Map<String, String> configuration = new HashMap<>(Documented.configuration(configurations.get(0), server));
        for (int i = 0; i < more.length; i += 2) {
            configuration.put(more[i], more[i + 1]);
        }
        return configuration;
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void getWhenConfiguredAsDocumentedThenServerDecides(String configuration) throws Exception {
        try (ResourceServer application = ResourceServer.start(Documented.configuration(configuration, server))) {
            HttpResponse<String> granted = application.get(
                    "accounts", server.userTokens("accounts.read").access());
            HttpResponse<String> unknown = application.get("accounts", "unknown");

            assertThat(granted.statusCode()).isEqualTo(200);
            assertThat(granted.body()).isEqualTo("john");
            assertThat(unknown.statusCode()).isEqualTo(401);
            assertThat(challenge(unknown)).containsExactly("Bearer error=\"invalid_token\"");
        }
    }

    @Test
    @Tag("H1")
    void getWhenThereIsNoTokenThenChallengeWithoutError() throws Exception {
        try (ResourceServer application = ResourceServer.start(with())) {
            HttpResponse<String> response = application.get("accounts");

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(challenge(response)).containsExactly("Bearer");
        }
    }

    @Test
    @Tag("I9")
    void getWhenScopeIsNotGrantedThenInsufficientScope() throws Exception {
        String token = server.userTokens("accounts.read").access();
        try (ResourceServer application = ResourceServer.start(with())) {
            HttpResponse<String> response = application.get("accounts/transfers", token);

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(challenge(response))
                    .containsExactly("Bearer error=\"insufficient_scope\", scope=\"accounts.write\"");
        }
    }

    @Test
    void getWhenAppHasTokenOfItsOwnThenGrantedToNobodyButTheApp() throws Exception {
        String token = server.app().ownToken("accounts.read");
        try (ResourceServer application = ResourceServer.start(with())) {
            HttpResponse<String> response = application.get("accounts", token);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(userOfAppsOwnToken());
        }
    }

    /** Returns the user that the server reports for a token that an app has obtained for itself. */
    abstract String userOfAppsOwnToken();

    @Test
    @Tag("A1")
    void getWhenAudienceIsRequiredThenOnlyTokensWithItAreGood() throws Exception {
        String token = server.app().ownToken("accounts.read");

        try (ResourceServer application =
                ResourceServer.start(with("mfp.token.required-audience", server.audience()))) {
            assertThat(application.status("accounts", token)).isEqualTo(200);
        }
        try (ResourceServer application = ResourceServer.start(with("mfp.token.required-audience", "payments"))) {
            assertThat(application.status("accounts", token)).isEqualTo(401);
        }
    }

    @Test
    void getWhenTokenIsRevokedAndCacheIsOffThenRefusedAtOnce() throws Exception {
        String token = server.app().ownToken("accounts.read");
        try (ResourceServer application = ResourceServer.start(with("mfp.cache.max-age", "PT0S"))) {
            assertThat(application.status("accounts", token)).isEqualTo(200);

            server.app().revoke(token);

            assertThat(application.status("accounts", token)).isEqualTo(401);
        }
    }

    @Test
    void getWhenTokenIsRevokedThenRefusedOnceTheCachedAnswerIsTooOld() throws Exception {
        String token = server.app().ownToken("accounts.read");
        try (ResourceServer application = ResourceServer.start(with("mfp.cache.max-age", "PT2S"))) {
            assertThat(application.status("accounts", token)).isEqualTo(200);

            server.app().revoke(token);

            awaitRefusal(application, token);
        }
    }

    @Test
    void getWhenTokenIsRevokedAndEvictedThenRefusedAlthoughCachedAnswersLiveLong() throws Exception {
        String token = server.app().ownToken("accounts.read");
        try (ResourceServer application = ResourceServer.start(with("mfp.cache.max-age", "PT1H"))) {
            assertThat(application.status("accounts", token)).isEqualTo(200);

            server.app().revoke(token);
            int cached = application.status("accounts", token);
            application.bean(TokenCache.class).evict(token);
            int evicted = application.status("accounts", token);

            assertThat(cached).isEqualTo(200);
            assertThat(evicted).isEqualTo(401);
        }
    }

    @Test
    @Tag("K4")
    void getWhenTokenExpiresThenRefusedHoweverLongCachedAnswersLive() throws Exception {
        try (ResourceServer application = ResourceServer.start(with("mfp.cache.max-age", "PT1H"))) {
            // Makes the slow first call beforehand, because the token below is short-lived.
            application.status("accounts", "unknown");
            String token = server.hastyApp().ownToken("accounts.read");
            assertThat(application.status("accounts", token)).isEqualTo(200);

            awaitRefusal(application, token);
        }
    }

    void awaitRefusal(ResourceServer application, String token) {
        await().atMost(PATIENCE).until(() -> application.status("accounts", token) == 401);
    }

    @Test
    @Tag("M3")
    void getWhenOurSecretIsWrongThenUnavailableWithoutChallenge() throws Exception {
        String token = server.app().ownToken("accounts.read");
        try (ResourceServer application = ResourceServer.start(with("mfp.client-secret", "wrong"))) {
            assertUnavailable(application.get("accounts", token));
        }
    }

    @Test
    @Tag("M3")
    void getWhenServerStopsThenCachedTokensStayGoodAndOthersWaitUntilItIsBack() throws Exception {
        String cached = server.app().ownToken("accounts.read");
        String other = server.app().ownToken("accounts.read");
        try (ResourceServer application =
                ResourceServer.start(with("mfp.cache.max-age", "PT1H", "mfp.circuit-breaker.delay", "PT0.5S"))) {
            assertThat(application.status("accounts", cached)).isEqualTo(200);

            server.stop();
            int whileDown;
            HttpResponse<String> otherWhileDown;
            try {
                whileDown = application.status("accounts", cached);
                otherWhileDown = application.get("accounts", other);
            } finally {
                server.start();
            }

            assertThat(whileDown).isEqualTo(200);
            assertUnavailable(otherWhileDown);
            String fresh = server.app().ownToken("accounts.read");
            await().atMost(PATIENCE).until(() -> application.status("accounts", fresh) == 200);
        }
    }

    @Test
    @Tag("M3")
    void startWhenServerIsStoppedThenApplicationStartsAndWorksOnceItIsBack() throws Exception {
        server.stop();
        Map<String, String> configuration = with("mfp.circuit-breaker.delay", "PT0.5S");
        try (ResourceServer application = startThenServer(configuration)) {
            String token = server.app().ownToken("accounts.read");

            await().atMost(PATIENCE).until(() -> application.status("accounts", token) == 200);
        }
    }

    private ResourceServer startThenServer(Map<String, String> configuration) throws IOException, InterruptedException {
        try {
            ResourceServer application = ResourceServer.start(configuration);
            assertUnavailable(application.get("accounts", "unknown"));
            return application;
        } finally {
            server.start();
        }
    }

    static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(challenge(response)).isEmpty();
    }

    static List<String> challenge(HttpResponse<String> response) {
        return response.headers().allValues("WWW-Authenticate");
    }
}
