package io.github.mfpjaxrs.security.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.embedded.EmbeddedApplication;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long a cached result is used, for which requests, and what invalidates it early. */
class CachedAnswerTest {

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    private Shop open(String... keysAndValues) {
        EmbeddedApplication.Builder builder = Shop.unhurried(server)
                .config("mfp.circuit-breaker.failures", "1000")
                .config("mfp.circuit-breaker.window", "1000");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            builder.config(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Shop.open(builder);
    }

    private String newToken() {
        return server.issue("RegisteredClient", "mary");
    }

    @Test
    @Tag("K1")
    void getWhenCachedForOneScopeThenAnotherIsStillRefused() {
        try (Shop shop = open()) {
            String token = newToken();

            List<Integer> statuses = List.of(
                    shop.status(token), shop.get("shop/restricted", token).statusCode(), shop.status(token));

            assertThat(statuses).containsExactly(200, 403, 200);
            // There is a second introspection if the machine is so slow that the first result is a second old (see
            // K9).
            assertThat(server.introspections()).isBetween(1, 2);
        }
    }

    @Test
    @Tag("K2")
    void getWhenAnotherServerIsConfiguredThenTokenIsAskedAboutThere() {
        String token = newToken();
        try (Shop shop = open()) {
            assertThat(shop.status(token)).isEqualTo(200);
        }
        try (MobileFirstServer other = MobileFirstServer.start();
                Shop shop = Shop.open(Shop.unhurried(other))) {
            assertThat(shop.status(token)).isEqualTo(401);
        }
    }

    @Test
    @Tag("K4")
    void getWhenTokenEndsThenCachedAnswerEndsToo() {
        // The server's clock stands still, so the server would report the token as active forever.
        InstantSource frozen = InstantSource.fixed(InstantSource.system().instant());
        try (MobileFirstServer still = MobileFirstServer.builder().clock(frozen).start();
                Shop shop = Shop.open(Shop.unhurried(still)
                        .config("mfp.token.clock-skew", "PT0S")
                        .config("mfp.cache.max-age", "PT1H")
                        .config("mfp.cache.stale-if-error", "PT1H"))) {
            String token =
                    still.token().user("mary").lifetime(Duration.ofSeconds(3)).issue();
            assertThat(shop.status(token)).isEqualTo(200);

            Awaitility.await().atMost(Shop.PATIENCE).until(() -> shop.status(token) == 401);

            still.failIntrospection(Fault.status(500));
            Shop.assertUnavailable(shop.get(token));
        }
    }

    @Test
    @Tag("K6")
    void getWhenConflictThenNotCached() {
        try (Shop shop = open()) {
            String token = newToken();
            server.conflict(token, 1);

            HttpResponse<String> conflict = shop.get(token);

            assertThat(conflict.statusCode()).isEqualTo(409);
            assertThat(conflict.headers().firstValue("MFP-Conflict")).isPresent();
            assertThat(shop.status(token)).isEqualTo(200);
            assertThat(server.introspections()).isEqualTo(2);
        }
    }

    @Test
    @Tag("K6")
    void getWhenErrorThenNotCached() {
        try (Shop shop = open("mfp.retry.max", "0", "mfp.introspection.failed-token-pause", "PT0S")) {
            String token = newToken();
            server.failIntrospection(Fault.status(500), 2);

            List<Integer> statuses = List.of(shop.status(token), shop.status(token), shop.status(token));

            assertThat(statuses).containsExactly(503, 503, 200);
            assertThat(server.introspections()).isEqualTo(3);
        }
    }

    @Test
    @Tag("K7")
    void validateWhenApplicationChangesClaimsThenItCannot() {
        try (Shop shop = open()) {
            String token = server.token()
                    .user("mary")
                    .check("UserLogin", Map.of("a", "b"))
                    .userAttribute("k", "v")
                    .claim("list", "[{\"x\":[1]}]")
                    .issue();
            AccessDecision decision =
                    shop.validator().validate(List.of("Bearer " + token), RequiredScope.allOf("RegisteredClient"));
            AccessToken known = ((AccessDecision.Granted) decision).token();

            assertUnmodifiable(known.claims());
            assertUnmodifiable(known.securityChecks());
            assertUnmodifiable(known.user().orElseThrow().attributes());
            assertThatThrownBy(() -> known.scopes().clear()).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> known.audience().add("x")).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    private static void assertUnmodifiable(Object value) {
        if (value instanceof Map<?, ?> map) {
            assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
            map.values().forEach(CachedAnswerTest::assertUnmodifiable);
        } else if (value instanceof List<?> list) {
            assertThatThrownBy(list::clear).isInstanceOf(UnsupportedOperationException.class);
            list.forEach(CachedAnswerTest::assertUnmodifiable);
        }
    }

    @Test
    void getWhenResourceWantsFreshAnswersThenEachRequestAsks() {
        try (Shop shop = open()) {
            String token = newToken();

            List<Integer> statuses = IntStream.range(0, 3)
                    .mapToObj(i -> shop.get("shop/fresh", token).statusCode())
                    .toList();

            assertThat(statuses).containsOnly(200);
            assertThat(server.introspections()).isEqualTo(3);
            assertThat(shop.status(token))
                    .as("a younger answer serves the others")
                    .isEqualTo(200);
            assertThat(server.introspections()).isEqualTo(3);
        }
    }

    @Test
    void getWhenRevokedThenResourceThatWantsFreshAnswersKnowsAtOnceAndTellsTheOthers() {
        try (Shop shop = open()) {
            String token = shop.cachedToken(server);
            server.revoke(token);

            assertThat(shop.status(token)).isEqualTo(200);
            assertThat(shop.get("shop/fresh", token).statusCode()).isEqualTo(401);
            assertThat(shop.status(token)).isEqualTo(401);
        }
    }

    @Test
    void getWhenAnswerIsTooOldForOneMethodThenStillFreshForAnother() {
        try (Shop shop = open("mfp.cache.max-age", "PT1H")) {
            String token = shop.cachedToken(server);
            server.resetCounters();

            Awaitility.await().atMost(Shop.PATIENCE).until(() -> {
                assertThat(shop.get("shop/young", token).statusCode()).isEqualTo(200);
                return server.introspections() > 0;
            });
            server.resetCounters();
            server.failIntrospection(Fault.status(500));

            Awaitility.await()
                    .atMost(Shop.PATIENCE)
                    .until(() -> shop.get("shop/young", token).statusCode() == 503);
            server.resetCounters();
            assertThat(shop.status(token)).isEqualTo(200);
            assertThat(server.introspections()).isZero();
        }
    }

    @Test
    void getWhenCacheIsOffThenEachRequestAsks() {
        try (Shop shop = open("mfp.cache.max-age", "PT0S")) {
            String token = newToken();

            List<Integer> statuses =
                    IntStream.range(0, 3).mapToObj(i -> shop.status(token)).toList();

            assertThat(statuses).containsOnly(200);
            assertThat(server.introspections()).isEqualTo(3);
            assertThat(shop.cache().statistics().size()).isZero();
        }
    }

    @Test
    void getWhenNegativeCacheIsOnThenUnknownTokenIsAskedAboutOnce() {
        try (Shop shop = open("mfp.cache.negative.size", "100")) {
            List<Integer> statuses =
                    IntStream.range(0, 5).mapToObj(i -> shop.status("unknown")).toList();

            assertThat(statuses).containsOnly(401);
            assertThat(server.introspections()).isEqualTo(1);
            assertThat(shop.get("shop/fresh", "unknown").statusCode()).isEqualTo(401);
            assertThat(server.introspections()).as("who wants it fresh asks").isEqualTo(2);
        }
    }

    @Test
    void getWhenNegativeCacheIsOffThenUnknownTokenIsAskedAboutEachTime() {
        try (Shop shop = open()) {
            List<Integer> statuses =
                    IntStream.range(0, 3).mapToObj(i -> shop.status("unknown")).toList();

            assertThat(statuses).containsOnly(401);
            assertThat(server.introspections()).isEqualTo(3);
        }
    }

    @Test
    void getWhenHotTokenNearsItsAgeThenRenewedInBackground() {
        try (Shop shop = open("mfp.cache.max-age", "PT1H", "mfp.cache.refresh-ahead", "PT1H")) {
            String token = newToken();
            assertThat(shop.status(token)).isEqualTo(200);
            // From now on, a request that waited for the server would never complete.
            server.failIntrospection(Fault.hang());

            List<Integer> statuses =
                    IntStream.range(0, 5).mapToObj(i -> shop.status(token)).toList();

            assertThat(statuses).containsOnly(200);
            Awaitility.await().atMost(Shop.PATIENCE).until(() -> server.introspections() == 2);
            server.recover();
        }
    }

    @Test
    void getWhenRenewalFindsTokenRevokedThenDropped() {
        try (Shop shop = open("mfp.cache.max-age", "PT1H", "mfp.cache.refresh-ahead", "PT1H")) {
            String token = newToken();
            assertThat(shop.status(token)).isEqualTo(200);
            server.revoke(token);

            Awaitility.await().atMost(Shop.PATIENCE).until(() -> shop.status(token) == 401);
        }
    }

    @Test
    void getWhenStaleAnswersAreNotAllowedThenUnavailableAfterAge() {
        try (Shop shop = open("mfp.cache.max-age", "PT1S")) {
            String token = newToken();
            assertThat(shop.status(token)).isEqualTo(200);
            server.failIntrospection(Fault.status(500));

            Awaitility.await().atMost(Shop.PATIENCE).until(() -> shop.status(token) == 503);
        }
    }

    @Test
    void getWhenStaleAnswersAreAllowedThenServedWhileServerFailsForSoLong() {
        try (Shop shop = open(
                "mfp.cache.max-age", "PT0.5S", "mfp.cache.refresh-ahead", "PT0S", "mfp.cache.stale-if-error", "PT4S")) {
            String token = newToken();
            assertThat(shop.status(token)).isEqualTo(200);
            server.resetCounters();
            server.failIntrospection(Fault.status(500));

            // The server was called without success, and the cached result was used anyway.
            Awaitility.await().atMost(Shop.PATIENCE).until(() -> {
                int status = shop.status(token);
                assertThat(status).isEqualTo(200);
                return server.introspections() > 0;
            });
            assertThat(shop.get("shop/fresh", token).statusCode())
                    .as("who set an age of its own is served no older answer")
                    .isEqualTo(503);
            Shop.assertUnavailable(shop.get(newToken()));

            Awaitility.await().atMost(Shop.PATIENCE).until(() -> shop.status(token) == 503);
        }
    }

    @Test
    void getWhenServerHasAnsweredInactiveThenStaleAnswerIsGone() {
        try (Shop shop = open(
                "mfp.cache.max-age", "PT0.5S", "mfp.cache.refresh-ahead", "PT0S", "mfp.cache.stale-if-error", "PT1H")) {
            String token = newToken();
            assertThat(shop.status(token)).isEqualTo(200);
            server.revoke(token);
            Awaitility.await().atMost(Shop.PATIENCE).until(() -> shop.status(token) == 401);

            server.failIntrospection(Fault.status(500));

            Shop.assertUnavailable(shop.get(token));
        }
    }

    @Test
    void evictWhenOneOfFourWaysThenThatTokenIsAskedAboutAgain() {
        try (Shop shop = open()) {
            TokenCache cache = shop.cache();
            String token = server.token()
                    .user("mary")
                    .device("device-1", "ACTIVE")
                    .clientId("client-1")
                    .issue();
            String other = server.token()
                    .user("john")
                    .device("device-2", "ACTIVE")
                    .clientId("client-2")
                    .issue();
            List<Runnable> evictions = List.of(
                    () -> cache.evict(token),
                    () -> cache.evictUser("mary"),
                    () -> cache.evictDevice("device-1"),
                    () -> cache.evictClient("client-1"));

            for (Runnable eviction : evictions) {
                assertThat(List.of(shop.status(token), shop.status(other))).containsOnly(200);
                server.resetCounters();
                eviction.run();
                assertThat(List.of(shop.status(other), shop.status(token))).containsOnly(200);
                assertThat(server.introspections()).isEqualTo(1);
            }
            server.resetCounters();
            cache.clear();
            assertThat(List.of(shop.status(other), shop.status(token))).containsOnly(200);
            assertThat(server.introspections()).isEqualTo(2);
        }
    }

    @Test
    void evictWhenQuestionIsUnderWayThenItsAnswerIsNotCached() throws Exception {
        try (Shop shop = open()) {
            shop.cachedToken(server);
            server.resetCounters();
            server.failIntrospection(Fault.delay(Duration.ofSeconds(1)), 1);
            String token = newToken();

            try (Parallel<Integer> waiting = Parallel.start(1, i -> shop.status(token))) {
                Awaitility.await().atMost(Shop.PATIENCE).until(() -> server.introspections() == 1);
                shop.cache().evictUser("mary");
                assertThat(waiting.results()).containsOnly(200);
            }

            assertThat(shop.status(token)).isEqualTo(200);
            assertThat(server.introspections()).isEqualTo(2);
        }
    }

    @Test
    void statisticsWhenUsedThenCountHitsAndMisses() {
        try (Shop shop = open()) {
            String token = newToken();
            IntStream.range(0, 4).forEach(i -> shop.status(token));
            shop.status("unknown");

            TokenCache.Statistics statistics = shop.cache().statistics();

            assertThat(statistics.hits()).isEqualTo(3);
            assertThat(statistics.misses()).isEqualTo(2);
            assertThat(statistics.size()).isEqualTo(1);
            assertThat(statistics.evictions()).isZero();
        }
    }
}
