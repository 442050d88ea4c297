package io.github.mfpjaxrs.security.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.embedded.EmbeddedApplication;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Conditions under which calls to the server stop and resume: circuit breaker, pauses and bulkhead. */
class GuardTest {

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    @AutoClose
    private final LogBook log = new LogBook();

    private EmbeddedApplication.Builder breaker(String delay) {
        return breaker(Shop.hurried(server), delay);
    }

    private static EmbeddedApplication.Builder breaker(EmbeddedApplication.Builder application, String delay) {
        return application
                .config("mfp.circuit-breaker.failures", "3")
                .config("mfp.circuit-breaker.window", "3")
                .config("mfp.circuit-breaker.delay", delay);
    }

    private String newToken() {
        return server.issue("RegisteredClient", "mary");
    }

    /** Causes three failures, so that the next request finds the circuit breaker open. */
    private void fail(Shop shop, Fault fault) {
        server.failIntrospection(fault);
        IntStream.range(0, 3).forEach(i -> Shop.assertUnavailable(shop.get(newToken())));
        server.resetCounters();
    }

    @Test
    void getWhenBreakerIsOpenThenNobodyIsAsked() {
        try (Shop shop = Shop.open(breaker("PT1H"))) {
            String cached = shop.cachedToken(server);
            server.failIntrospection(Fault.hang());
            // Introspections before the fault also count in the window.
            Awaitility.await().atMost(Shop.PATIENCE).until(() -> {
                server.resetCounters();
                Shop.assertUnavailable(shop.get(newToken()));
                return server.introspections() == 0;
            });

            List<HttpResponse<String>> refused =
                    IntStream.range(0, 20).mapToObj(i -> shop.get(newToken())).toList();

            assertThat(refused).allSatisfy(Shop::assertUnavailable);
            assertThat(refused)
                    .allSatisfy(
                            response -> assertThat(Shop.retryAfter(response)).isBetween(3_000L, 3_600L));
            assertThat(server.introspections()).isZero();
            assertThat(shop.status(cached)).isEqualTo(200);
        }
    }

    @Test
    void getWhenServerIsBlackHoleThenThreadsAreBoundedAndBreakerOpens() {
        try (Shop shop = Shop.open(breaker("PT1H"))) {
            String cached = shop.cachedToken(server);
            server.fail(Fault.blackHole());
            Awaitility.await().atMost(Shop.PATIENCE).until(() -> Shop.retryAfter(shop.get(newToken())) > 1_000);
            server.resetCounters();

            HttpResponse<String> refused = shop.get(newToken());

            Shop.assertUnavailable(refused);
            assertThat(server.connections()).isZero();
            assertThat(shop.status(cached)).isEqualTo(200);
        }
    }

    @Test
    void getWhenBreakerIsHalfOpenThenOneProbeGoesOut() throws Exception {
        try (Shop shop = Shop.open(breaker("PT0.5S"))) {
            fail(shop, Fault.resetBeforeAnswer());
            server.failIntrospection(Fault.hang());

            // Send requests from ten threads until the breaker lets one through.
            Parallel.untilTrue(
                    10, () -> Shop.assertUnavailable(shop.get(newToken())), () -> server.introspections() > 0);

            assertThat(server.introspections()).isEqualTo(1);
        }
    }

    @Test
    void getWhenProbeSucceedsThenAllGoOn() {
        try (Shop shop = Shop.open(breaker(Shop.unhurried(server), "PT0.2S"))) {
            fail(shop, Fault.resetBeforeAnswer());
            server.recover();
            shop.awaitGranted(newToken());

            List<Integer> statuses = IntStream.range(0, 20)
                    .mapToObj(i -> shop.status(newToken()))
                    .toList();

            assertThat(statuses).containsOnly(200);
        }
    }

    @Test
    void getWhenTokensAreInactiveThenBreakerStaysClosed() {
        try (Shop shop = Shop.open(breaker(Shop.unhurried(server), "PT1H"))) {
            List<Integer> statuses = IntStream.range(0, 20)
                    .mapToObj(i -> shop.status("unknown" + i))
                    .toList();

            assertThat(statuses).containsOnly(401);
            assertThat(server.introspections()).isEqualTo(20);
            assertThat(shop.status(newToken())).isEqualTo(200);
        }
    }

    @Test
    void getWhenScopeIsMissingThenBreakerStaysClosed() {
        try (Shop shop = Shop.open(breaker(Shop.unhurried(server), "PT1H"))) {
            IntStream.range(0, 10)
                    .forEach(i -> assertThat(
                                    shop.get("shop/restricted", newToken()).statusCode())
                            .isEqualTo(403));

            assertThat(shop.status(newToken())).isEqualTo(200);
        }
    }

    @Test
    void getWhenThrottledForSecondsThenPausesAndSaysSo() {
        assertPauses(Fault.tooManyRequests("20"), 1, 20);
    }

    @Test
    void getWhenThrottledUntilDateThenPausesAndSaysSo() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(30));

        assertPauses(Fault.tooManyRequests(date), 1, 30);
    }

    @Test
    void getWhenThrottledForAWeekThenPauseIsClamped() {
        assertPauses(Fault.tooManyRequests("604800"), 30, 60);
    }

    @Test
    void getWhenServerErrorNamesATimeThenPausesAndIsNotAskedAgain() {
        assertPauses(Fault.status(503, Map.of("Retry-After", "25"), ""), 1, 25);
    }

    private void assertPauses(Fault fault, long least, long most) {
        try (Shop shop = Shop.open(Shop.unhurried(server))) {
            String cached = shop.cachedToken(server);
            server.resetCounters();
            server.failIntrospection(fault);

            HttpResponse<String> first = shop.get(newToken());
            server.recover();
            HttpResponse<String> second = shop.get(newToken());

            Shop.assertUnavailable(first);
            Shop.assertUnavailable(second);
            assertThat(Shop.retryAfter(first)).isBetween(least, most);
            assertThat(Shop.retryAfter(second)).isBetween(least, most);
            assertThat(server.introspections()).isEqualTo(1);
            assertThat(shop.status(cached)).isEqualTo(200);
        }
    }

    @Test
    void getWhenPauseOfThrottlingServerIsOverThenAsksAgain() {
        try (Shop shop = Shop.open(Shop.unhurried(server))) {
            server.failIntrospection(Fault.tooManyRequests("1"), 1);
            String token = newToken();
            Shop.assertUnavailable(shop.get(token));

            shop.awaitGranted(token);

            assertThat(server.introspections()).isEqualTo(2);
        }
    }

    @Test
    void getWhenRetryAfterIsNonsenseThenStillUnavailable() {
        try (Shop shop = Shop.open(Shop.unhurried(server))) {
            server.failIntrospection(Fault.tooManyRequests("soon\u00e4"), 1);

            HttpResponse<String> response = shop.get(newToken());

            Shop.assertUnavailable(response);
            assertThat(Shop.retryAfter(response)).isBetween(1L, 60L);
        }
    }

    @Test
    void getWhenOurCredentialsAreRejectedThenBacksOff() {
        try (Shop shop = Shop.open(Shop.unhurried(server)
                .config("mfp.client-secret", "not-the-secret")
                .config("mfp.introspection.client-rejected-pause", "PT5M"))) {
            HttpResponse<String> first = shop.get(newToken());
            List<HttpResponse<String>> later =
                    IntStream.range(0, 5).mapToObj(i -> shop.get(newToken())).toList();

            Shop.assertUnavailable(first);
            assertThat(later).allSatisfy(Shop::assertUnavailable);
            assertThat(later)
                    .allSatisfy(
                            response -> assertThat(Shop.retryAfter(response)).isBetween(200L, 300L));
            assertThat(server.tokenRequests()).isEqualTo(1);
            assertThat(server.introspections()).isZero();
            assertThat(log.errors())
                    .singleElement()
                    .satisfies(message -> assertThat(message)
                            .contains("configuration", "mfp.client-secret")
                            .doesNotContain("not-the-secret"));
        }
    }

    @Test
    void getWhenAllPlacesAreTakenThenUnavailableAtOnce() throws Exception {
        try (Shop shop = Shop.open(Shop.unhurried(server)
                .config("mfp.introspection.max-concurrent", "2")
                .config("mfp.introspection.max-queued", "1"))) {
            String cached = shop.cachedToken(server);
            server.resetCounters();
            server.failIntrospection(Fault.hang());
            List<String> tokens = List.of(newToken(), newToken(), newToken());

            try (Parallel<Integer> waiting = Parallel.start(3, i -> shop.status(tokens.get(i)))) {
                Awaitility.await().atMost(Shop.PATIENCE).until(() -> server.introspections() == 2);
                // The third request may not be in the queue yet. Until it is, another request takes its place and
                // waits.
                HttpResponse<String> refused = shop.get(newToken());
                server.recover();

                Shop.assertUnavailable(refused);
                assertThat(server.maxConcurrentIntrospections()).isEqualTo(2);
                assertThat(shop.status(cached)).isEqualTo(200);
                assertThat(waiting.results()).contains(503);
            }
        }
    }

    @Test
    void getWhenGivenUpInQueueThenServerIsNotAskedLater() throws Exception {
        try (Shop shop = Shop.open(Shop.against(server)
                .config("mfp.introspection.max-concurrent", "1")
                .config("mfp.circuit-breaker.failures", "100")
                .config("mfp.circuit-breaker.window", "100")
                .config("mfp.timeout.read", "PT20S")
                .config("mfp.timeout.total", "PT1S"))) {
            shop.cachedToken(server);
            server.resetCounters();
            server.failIntrospection(Fault.hang());
            List<String> tokens =
                    IntStream.range(0, 5).mapToObj(i -> newToken()).toList();

            List<Integer> statuses = Parallel.all(5, i -> shop.status(tokens.get(i)));
            server.recover();
            shop.awaitGranted(newToken());

            assertThat(statuses).containsOnly(503);
            assertThat(server.introspections())
                    .as("the one that hung, the last, and two whose turn may have come at the last moment; not all six")
                    .isBetween(2, 4);
        }
    }

    @Test
    void getWhenServerDripsItsHeadForeverThenItsThreadIsTheOnlyOneLost() {
        try (Shop shop = Shop.open(Shop.hurried(server))) {
            server.failToken(Fault.dripHeaders(Duration.ofMillis(500)), 1);
            Shop.assertUnavailable(shop.get(newToken()));

            shop.awaitGranted(newToken());

            assertThat(server.tokenRequests()).isEqualTo(2);
        }
    }
}
