package io.github.mfpjaxrs.security.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.embedded.EmbeddedApplication;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No matter how many requests arrive at the same time, the server is called once to introspect a token and once to
 * issue the service's own token.
 */
class SingleFlightTest {

    private static final int THREADS = 200;
    private static final RequiredScope REGISTERED = RequiredScope.allOf("RegisteredClient");

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    @AutoClose
    private Shop shop = Shop.open(unhurried());

    private EmbeddedApplication.Builder unhurried() {
        return Shop.unhurried(server)
                .config("mfp.circuit-breaker.failures", "1000")
                .config("mfp.circuit-breaker.window", "1000");
    }

    private String newToken() {
        return server.issue("RegisteredClient", "mary");
    }

    /** Calls the validator without HTTP, so that 200 threads really run concurrently. */
    private AccessDecision validate(String token) {
        return shop.validator().validate(List.of("Bearer " + token), REGISTERED);
    }

    @Test
    @Tag("F1")
    void getWhenManyBringOneNewTokenThenOneIntrospection() throws Exception {
        String token = newToken();

        List<Integer> statuses = Parallel.all(THREADS, i -> shop.status(token));

        assertThat(statuses).containsOnly(200);
        assertThat(server.introspections()).isEqualTo(1);
        assertThat(server.tokenRequests()).isEqualTo(1);
    }

    @Test
    @Tag("F1")
    void validateWhenManyBringOneNewTokenThenOneIntrospection() throws Exception {
        TokenValidator validator = shop.validator();
        for (int round = 0; round < 10; round++) {
            server.resetCounters();
            String token = newToken();

            List<AccessDecision> decisions =
                    Parallel.all(THREADS, i -> validator.validate(List.of("Bearer " + token), REGISTERED));

            assertThat(decisions).allMatch(AccessDecision.Granted.class::isInstance);
            assertThat(server.introspections()).isEqualTo(1);
        }
    }

    @Test
    @Tag("F1")
    void validateWhenManyBringOneUnknownTokenThenNeverTwoIntrospectionsAtOnce() throws Exception {
        // Inactive results are not cached by default. All requests join the introspection that is delayed.
        server.failIntrospection(Fault.delay(Duration.ofSeconds(2)));

        List<AccessDecision> decisions = Parallel.all(THREADS, i -> validate("unknown"));

        assertThat(decisions)
                .allSatisfy(decision -> assertThat(decision)
                        .isInstanceOfSatisfying(
                                AccessDecision.Refused.class,
                                refused -> assertThat(refused.status()).isEqualTo(401)));
        assertThat(server.maxConcurrentIntrospections()).isEqualTo(1);
        assertThat(server.introspections()).isEqualTo(1);
    }

    @Test
    @Tag("F2")
    void getWhenOneTokenIsSlowThenOthersAreNot() throws Exception {
        // On connections that are kept alive, the call would be repeated when the recovery closes them.
        shop.close();
        shop = Shop.open(unhurried().config("mfp.timeout.idle", "PT0S"));
        shop.cachedToken(server);
        String slow = server.token().user("mary").fault(Fault.hang()).issue();

        try (Parallel<Integer> waiting = Parallel.start(3, i -> shop.status(slow))) {
            server.resetCounters();
            List<Integer> others = IntStream.range(0, 20)
                    .mapToObj(i -> shop.status(newToken()))
                    .toList();
            server.recover();

            assertThat(others).containsOnly(200);
            assertThat(waiting.results()).containsOnly(503);
        }
    }

    @Test
    @Tag("F3")
    void getWhenLeaderFailsThenWaitersAreToldAndNextTriesAfresh() throws Exception {
        // On connections that are kept alive, the call would be repeated when the recovery closes them.
        shop.close();
        shop = Shop.open(unhurried().config("mfp.timeout.idle", "PT0S"));
        shop.cachedToken(server);
        server.resetCounters();
        server.failIntrospection(Fault.hang(), 1);
        String token = newToken();

        try (Parallel<Integer> waiting = Parallel.start(20, i -> shop.status(token))) {
            Awaitility.await().atMost(Shop.PATIENCE).until(() -> server.introspections() == 1);
            server.recover();
            List<Integer> statuses = waiting.results();

            // Requests that arrived after the failure called the server again.
            assertThat(statuses).contains(503).isSubsetOf(200, 503);
        }
        assertThat(shop.status(token)).isEqualTo(200);
    }

    @Test
    @Tag("F3")
    void getWhenLeadersClientGoesAwayThenWaitersAreAnswered() throws Exception {
        shop.cachedToken(server);
        server.resetCounters();
        server.failIntrospection(Fault.delay(Duration.ofSeconds(1)), 1);
        String token = newToken();
        URI uri = shop.application().uri("shop");

        try (Socket leader = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = leader.getOutputStream();
            out.write(("GET /shop HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer " + token + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            Awaitility.await().atMost(Shop.PATIENCE).until(() -> server.introspections() == 1);
        }
        List<Integer> statuses = Parallel.all(5, i -> shop.status(token));

        assertThat(statuses).containsOnly(200);
        assertThat(server.introspections()).isEqualTo(1);
    }

    @Test
    @Tag("F3")
    void validateWhenLeaderIsInterruptedThenWaitersAreAnswered() throws Exception {
        shop.cachedToken(server);
        server.resetCounters();
        server.failIntrospection(Fault.delay(Duration.ofSeconds(1)), 1);
        String token = newToken();
        Thread leader = new Thread(() -> validate(token));
        leader.start();
        Awaitility.await().atMost(Shop.PATIENCE).until(() -> server.introspections() == 1);

        leader.interrupt();
        AccessDecision decision = validate(token);

        assertThat(decision).isInstanceOf(AccessDecision.Granted.class);
        assertThat(server.introspections()).isEqualTo(1);
        leader.join(Shop.PATIENCE.toMillis());
        assertThat(leader.isAlive()).isFalse();
    }

    @Test
    @Tag("F4")
    void validateWhenOwnTokenIsRefusedThenOneNewTokenForAll() throws Exception {
        shop.cachedToken(server);
        server.revokeOwnTokens();
        server.resetCounters();
        List<String> tokens =
                IntStream.range(0, THREADS).mapToObj(i -> newToken()).toList();

        List<AccessDecision> decisions = Parallel.all(THREADS, i -> validate(tokens.get(i)));

        assertThat(decisions).allMatch(AccessDecision.Granted.class::isInstance);
        assertThat(server.tokenRequests()).isEqualTo(1);
    }

    @Test
    @Tag("F4")
    void validateWhenOwnTokenHasEndedThenOneNewTokenForAll() throws Exception {
        try (MobileFirstServer shortLived = MobileFirstServer.builder()
                .ownTokenLifetime(Duration.ofSeconds(2))
                .start()) {
            shop.close();
            shop = Shop.open(Shop.unhurried(shortLived));
            shop.cachedToken(shortLived);
            shortLived.resetCounters();
            // The token is renewed after half of its lifetime, by the first request that notices.
            Awaitility.await().atMost(Shop.PATIENCE).until(() -> {
                List<AccessDecision> decisions =
                        Parallel.all(20, i -> validate(shortLived.issue("RegisteredClient", "mary")));
                assertThat(decisions).allMatch(AccessDecision.Granted.class::isInstance);
                return shortLived.tokenRequests() > 0;
            });

            assertThat(shortLived.tokenRequests()).isEqualTo(1);
        }
    }

    @Test
    @Tag("F4")
    void getWhenRefusalComesLateThenNewerOwnTokenStays() throws Exception {
        shop.cachedToken(server);
        String late = newToken();
        server.resetCounters();
        // The first introspection receives a late 401. In the meantime, another request has fetched a new token for
        // the service.
        server.revokeOwnTokens();
        server.failIntrospection(Fault.delay(Duration.ofSeconds(2)), 1);

        try (Parallel<Integer> waiting = Parallel.start(1, i -> shop.status(late))) {
            Awaitility.await().atMost(Shop.PATIENCE).until(() -> server.introspections() == 1);
            assertThat(shop.status(newToken())).isEqualTo(200);
            assertThat(server.tokenRequests()).isEqualTo(1);

            assertThat(waiting.results()).containsOnly(200);
        }
        assertThat(shop.status(newToken())).isEqualTo(200);
        assertThat(server.tokenRequests()).isEqualTo(1);
    }

    @ParameterizedTest
    @Tag("F5")
    @ValueSource(
            strings = {
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":0}",
                "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":-1}",
                "{\"access_token\":\"a\",\"token_type\":\"mac\",\"expires_in\":3600}",
                "{\"token_type\":\"Bearer\",\"expires_in\":3600}",
                "{\"access_token\":\"a b\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
            })
    void getWhenTokenAnswerIsUnusableThenUnavailable(String answer) {
        server.failToken(Fault.body("application/json", answer.getBytes(StandardCharsets.UTF_8)));

        Shop.assertUnavailable(shop.get(newToken()));

        assertThat(server.tokenRequests()).isEqualTo(1);
        assertThat(server.introspections()).isZero();
    }

    @Test
    @Tag("F5")
    void getWhenExpiresInIsAbsentThenTokenIsUsedMoreThanOnce() {
        String own = ownToken();
        server.failToken(Fault.body(
                "application/json",
                ("{\"access_token\":\"" + own + "\",\"token_type\":\"bearer\"}").getBytes(StandardCharsets.UTF_8)));
        server.resetCounters();

        List<Integer> statuses = Collections.nCopies(3, "").stream()
                .map(x -> shop.status(newToken()))
                .toList();

        assertThat(statuses).containsOnly(200);
        assertThat(server.tokenRequests()).isEqualTo(1);
    }

    @ParameterizedTest
    @Tag("R9")
    @ValueSource(
            strings = {
                "\"expires_in\":3599",
                "\"expires_in\":3599,\"token_type\":null",
                "\"expires_in\":\"3599\",\"token_type\":\"Bearer\"",
                "\"expires_in\":3599.0,\"token_type\":\"Bearer\""
            })
    void getWhenTokenAnswerIsOddThenTokenIsUsedMoreThanOnce(String members) {
        String own = ownToken();
        server.failToken(Fault.body(
                "application/json",
                ("{\"access_token\":\"" + own + "\"," + members + "}").getBytes(StandardCharsets.UTF_8)));
        server.resetCounters();

        List<Integer> statuses = Collections.nCopies(3, "").stream()
                .map(x -> shop.status(newToken()))
                .toList();

        assertThat(statuses).containsOnly(200);
        assertThat(server.tokenRequests()).isEqualTo(1);
    }

    @Test
    @Tag("F5")
    void getWhenExpiresInIsHugeThenTokenIsUsed() {
        String own = ownToken();
        server.failToken(Fault.body(
                "application/json",
                ("{\"access_token\":\"" + own + "\",\"token_type\":\"Bearer\",\"expires_in\":99999999999999999999}")
                        .getBytes(StandardCharsets.UTF_8)));
        server.resetCounters();

        List<Integer> statuses = Collections.nCopies(3, "").stream()
                .map(x -> shop.status(newToken()))
                .toList();

        assertThat(statuses).containsOnly(200);
        assertThat(server.tokenRequests()).isEqualTo(1);
    }

    /** Returns a token of the service that the server knows, taken from a second application's traffic. */
    private String ownToken() {
        shop.cachedToken(server);
        String own = server.calls().stream()
                .filter(call -> call.path().endsWith("/introspection"))
                .findFirst()
                .flatMap(call -> call.header("Authorization"))
                .orElseThrow()
                .substring("Bearer ".length());
        shop.close();
        shop = Shop.open(unhurried());
        return own;
    }
}
