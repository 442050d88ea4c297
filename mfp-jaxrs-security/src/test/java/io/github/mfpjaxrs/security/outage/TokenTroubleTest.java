package io.github.mfpjaxrs.security.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.embedded.EmbeddedApplication;
import io.github.mfpjaxrs.security.testkit.AccessTokenBuilder;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server fails for one token or many tokens. Requests with other tokens still succeed. */
class TokenTroubleTest {

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    @AutoClose
    private final LogBook log = new LogBook();

    private EmbeddedApplication.Builder patient() {
        return Shop.unhurried(server).config("mfp.introspection.failed-token-pause", "PT1M");
    }

    private String good() {
        return server.issue("RegisteredClient", "mary");
    }

    private AccessTokenBuilder token() {
        return server.token().scope("RegisteredClient").user("mallory");
    }

    private String bad(int status) {
        return token().fault(Fault.status(status)).issue();
    }

    @ParameterizedTest
    @Tag("R1")
    @ValueSource(ints = {401, 403})
    void getWhenServerRefusesOneTokenThenOthersAreServedAndWarningSaysSo(int status) {
        try (Shop shop = Shop.open(patient())) {
            shop.cachedToken(server);
            String bad = bad(status);
            server.resetCounters();

            Shop.assertUnavailable(shop.get(bad));
            IntStream.range(0, 10).forEach(i -> assertThat(shop.status(good())).isEqualTo(200));
            Shop.assertUnavailable(shop.get(bad));

            assertThat(server.tokenRequests()).isEqualTo(1);
            assertThat(server.introspections()).as("twice for the bad one").isEqualTo(12);
            assertThat(log.errors()).isEmpty();
            assertThat(log.warnings())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("for one token", "mfp.introspection.client-error-means-inactive")
                            .doesNotContain(bad));
        }
    }

    @ParameterizedTest
    @Tag("R1")
    @ValueSource(ints = {400, 401, 403, 404})
    void getWhenClientErrorMeansInactiveThenInvalidToken(int status) {
        try (Shop shop = Shop.open(patient().config("mfp.introspection.client-error-means-inactive", "true"))) {
            shop.cachedToken(server);

            HttpResponse<String> response = shop.get(bad(status));

            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(challenge -> assertThat(challenge).contains("invalid_token"));
            assertThat(shop.status(good())).isEqualTo(200);
            assertThat(log.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @Tag("I4")
    @Tag("R1")
    @ValueSource(ints = {401, 403})
    void getWhenNoTokenWasAcceptedYetThenRefusalIsOurs(int status) {
        try (Shop shop = Shop.open(patient())) {
            Shop.assertUnavailable(shop.get(bad(status)));

            assertThat(server.tokenRequests()).isEqualTo(2);
            assertThat(server.introspections()).isEqualTo(2);
            assertThat(Shop.retryAfter(shop.get(good()))).isBetween(10L, 30L);
            assertThat(log.errors())
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line).contains("configuration", "mfp.client-id", String.valueOf(status)));
        }
    }

    @Test
    @Tag("R1")
    @Tag("F4")
    void getWhenOwnTokenIsRevokedWhileManyAreOnTheirWayThenAllAreServed() throws Exception {
        try (Shop shop = Shop.open(patient())) {
            for (int round = 0; round < 5; round++) {
                shop.cachedToken(server);
                server.resetCounters();
                server.revokeOwnTokens();
                List<String> tokens =
                        IntStream.range(0, 20).mapToObj(i -> good()).toList();

                List<Integer> statuses = Parallel.all(20, i -> shop.status(tokens.get(i)));

                assertThat(statuses).containsOnly(200);
                assertThat(server.tokenRequests()).isEqualTo(1);
            }
            assertThat(log.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @Tag("R2")
    @CsvSource({"400, 1", "404, 1", "500, 2", "503, 2"})
    void getWhenServerAnswersSomeTokensBadlyThenOthersAreServed(int status, int calls) {
        try (Shop shop = Shop.open(patient())) {
            shop.cachedToken(server);
            server.resetCounters();

            for (int i = 0; i < 20; i++) {
                Shop.assertUnavailable(shop.get(bad(status)));
                if (i % 4 == 0) {
                    assertThat(shop.status(good())).isEqualTo(200);
                }
            }

            assertThat(server.introspections()).isEqualTo(20 * calls + 5);
            assertThat(log.warnings())
                    .singleElement()
                    .satisfies(
                            line -> assertThat(line).contains("for one token", "127.0.0.1:" + server.port(), "mfp."));
        }
    }

    @Test
    @Tag("R2")
    void getWhenDeviceNamesAreTooLongThenOthersAreServed() {
        try (Shop shop = Shop.open(patient())) {
            for (int i = 0; i < 20; i++) {
                Shop.assertUnavailable(
                        shop.get(token().fault(Fault.hugeBody(70_000)).issue()));
            }

            assertThat(shop.status(good())).isEqualTo(200);
        }
    }

    @Test
    @Tag("R2")
    void getWhenServerFailsOnEveryTokenThenCircuitOpens() {
        try (Shop shop = Shop.open(patient().config("mfp.circuit-breaker.delay", "PT1H"))) {
            server.failIntrospection(Fault.status(500));
            IntStream.range(0, 5).forEach(i -> Shop.assertUnavailable(shop.get(good())));
            server.resetCounters();

            assertThat(Shop.retryAfter(shop.get(good()))).isGreaterThan(60);

            assertThat(server.introspections()).isZero();
        }
    }

    @ParameterizedTest
    @Tag("R3")
    @CsvSource({"400, 1", "403, 2", "500, 2"})
    void getWhenTokenIsInTroubleThenServerIsAskedOnceInAWhile(int status, int calls) {
        try (Shop shop = Shop.open(patient())) {
            shop.cachedToken(server);
            server.resetCounters();
            String bad = bad(status);

            List<HttpResponse<String>> responses =
                    IntStream.range(0, 10).mapToObj(i -> shop.get(bad)).toList();

            assertThat(responses).allSatisfy(Shop::assertUnavailable);
            assertThat(responses)
                    .allSatisfy(
                            response -> assertThat(Shop.retryAfter(response)).isBetween(30L, 60L));
            assertThat(server.introspections()).isEqualTo(calls);
        }
    }

    @Test
    @Tag("R3")
    void getWhenTokensTroubleIsOverThenServedAfterItsPause() {
        try (Shop shop = Shop.open(Shop.unhurried(server).config("mfp.introspection.failed-token-pause", "PT0.5S"))) {
            String token = good();
            server.failIntrospection(Fault.status(400), 1);
            Shop.assertUnavailable(shop.get(token));

            shop.awaitGranted(token);

            assertThat(server.introspections()).isEqualTo(2);
        }
    }

    @Test
    @Tag("R3")
    void clearWhenTokenWasInTroubleThenAskedAboutAgain() {
        try (Shop shop = Shop.open(patient())) {
            String token = good();
            server.failIntrospection(Fault.status(400), 1);
            Shop.assertUnavailable(shop.get(token));

            shop.cache().clear();

            assertThat(shop.status(token)).isEqualTo(200);
        }
    }

    @Test
    void clearWhenCircuitIsOpenThenServerIsAskedAgain() {
        try (Shop shop = Shop.open(
                patient().config("mfp.circuit-breaker.failures", "1").config("mfp.circuit-breaker.delay", "PT1H"))) {
            // A call that fails on a reused connection is repeated on a new connection.
            server.failIntrospection(Fault.resetBeforeAnswer(), 2);
            Shop.assertUnavailable(shop.get(good()));
            assertThat(Shop.retryAfter(shop.get(good()))).isGreaterThan(60);

            shop.cache().clear();

            assertThat(shop.status(good())).isEqualTo(200);
        }
    }

    @Test
    @Tag("R4")
    void getWhenNewTokensHangThenTokensKnownGoodAreServed() throws Exception {
        try (Shop shop = Shop.open(patient()
                .config("mfp.introspection.max-concurrent", "8")
                .config("mfp.introspection.max-queued", "8")
                .config("mfp.cache.max-age", "PT0S")
                .config("mfp.timeout.read", "PT6S")
                .config("mfp.timeout.total", "PT6S"))) {
            String known = good();
            shop.awaitGranted(known);
            server.resetCounters();
            String[] hanging = IntStream.range(0, 20)
                    .mapToObj(i -> token().fault(Fault.hang()).issue())
                    .toArray(String[]::new);

            try (Parallel<AccessDecision> flood = Parallel.start(
                    20,
                    i -> shop.validator()
                            .validate(List.of("Bearer " + hanging[i]), RequiredScope.allOf("RegisteredClient")))) {
                Awaitility.await().atMost(Shop.PATIENCE).until(() -> server.introspections() == 6);
                List<Integer> statuses =
                        IntStream.range(0, 20).mapToObj(i -> shop.status(known)).toList();
                server.recover();

                assertThat(statuses).containsOnly(200);
                assertThat(flood.results()).noneMatch(AccessDecision.Granted.class::isInstance);
            }
        }
    }

    @ParameterizedTest
    @Tag("G11")
    @ValueSource(ints = {400, 500})
    void getWhenGoodAndBadAlternateThenOneLine(int status) {
        try (Shop shop = Shop.open(patient())) {
            shop.cachedToken(server);

            for (int i = 0; i < 20; i++) {
                Shop.assertUnavailable(shop.get(bad(status)));
                assertThat(shop.status(good())).isEqualTo(200);
            }

            assertThat(log.warnings()).hasSize(1);
            assertThat(log.infos()).noneMatch(line -> line.contains("answers again"));
        }
    }

    /**
     * Measures row R4 of the catalogue: odd tokens arrive while 20 good tokens arrive each second. Each case takes
     * two seconds in the build, and 20 seconds with {@code -Dflood.seconds=20}.
     */
    @ParameterizedTest
    @Tag("R4")
    @CsvSource({"0, 0", "10, 0", "100, 0", "100, 401", "100, 500"})
    void getWhenOddTokensComeBesideGoodOnesThenTheGoodOnesPass(int oddASecond, int status) throws Exception {
        int seconds = Integer.getInteger("flood.seconds", 2);
        AtomicInteger served = new AtomicInteger();
        List<Integer> refused = new ArrayList<>();
        ScheduledExecutorService clients = Executors.newScheduledThreadPool(16);
        try (Shop shop = Shop.open(Shop.against(server))) {
            shop.cachedToken(server);
            List<Runnable> requests = new ArrayList<>();
            for (int i = 0; i < 20 * seconds; i++) {
                requests.add(() -> {
                    int answered = shop.status(good());
                    if (answered == 200) {
                        served.incrementAndGet();
                    } else {
                        synchronized (refused) {
                            refused.add(answered);
                        }
                    }
                });
            }
            for (int i = 0; i < requests.size(); i++) {
                clients.schedule(requests.get(i), 50L * i, TimeUnit.MILLISECONDS);
            }
            for (int i = 0; i < oddASecond * seconds; i++) {
                AccessTokenBuilder odd =
                        status == 0 ? token().claim("scope", "[\"a\",7]") : token().fault(Fault.status(status));
                clients.schedule(() -> shop.get(odd.issue()), 1_000L * i / oddASecond, TimeUnit.MILLISECONDS);
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(seconds + 60, TimeUnit.SECONDS)).isTrue();

            System.getLogger(TokenTroubleTest.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "{0} odd tokens a second ({1}): {2} good ones served, {3} refused; {4} token requests",
                            oddASecond,
                            status,
                            served.get(),
                            refused.size(),
                            server.tokenRequests());
            assertThat(refused).isEmpty();
            assertThat(served).hasValue(20 * seconds);
        } finally {
            clients.shutdownNow();
        }
    }
}
