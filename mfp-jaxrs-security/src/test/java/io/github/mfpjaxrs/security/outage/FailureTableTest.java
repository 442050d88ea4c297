package io.github.mfpjaxrs.security.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each fault at each endpoint: the response to a client without a cached result, the effect on a client with one, and
 * the number of calls to the server. The circuit breaker and pauses are practically disabled here;
 * {@code AuthorizationServerGuardTest} covers them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureTableTest {

    private static final Duration DRIP = Duration.ofMillis(200);

    /** A row of the table. An endpoint may be called {@code leastCalls} to {@code mostCalls} times for one request. */
    record Row(String name, Fault fault, int leastCalls, int mostCalls, String warning) {

        @Override
        public String toString() {
            return name;
        }
    }

    private MobileFirstServer server;
    private Shop shop;
    private LogBook log;
    private String cached;

    @BeforeAll
    void open() {
        server = MobileFirstServer.start();
        shop = Shop.open(Shop.against(server)
                .config("mfp.timeout.connect", "PT3S")
                .config("mfp.timeout.read", "PT3S")
                .config("mfp.timeout.total", "PT4S")
                .config("mfp.circuit-breaker.failures", "1000")
                .config("mfp.circuit-breaker.window", "1000")
                .config("mfp.introspection.client-rejected-pause", "PT0S")
                .config("mfp.introspection.failed-token-pause", "PT0.1S"));
    }

    @AfterAll
    void close() {
        shop.close();
        server.close();
    }

    /**
     * Repeats the preparation until it succeeds without log entries. On a busy machine it could fail, and its failure
     * would be reported instead of the one under test.
     */
    @BeforeEach
    void prime() {
        Awaitility.await().atMost(Shop.PATIENCE).until(() -> {
            shop.cache().clear();
            log = new LogBook();
            cached = shop.cachedToken(server);
            if (log.text().isEmpty()) {
                return true;
            }
            log.close();
            return false;
        });
        server.resetCounters();
    }

    @AfterEach
    void recover() {
        log.close();
        server.recover();
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("hang", Fault.hang(), 1, 1, "TIMEOUT"),
                new Row("late answer", Fault.delay(Duration.ofSeconds(20)), 1, 1, "TIMEOUT"),
                new Row("body byte by byte", Fault.drip(DRIP), 1, 1, "TIMEOUT"),
                new Row("head byte by byte", Fault.dripHeaders(DRIP), 1, 1, "TIMEOUT"),
                // The call uses the connection of the previous request, and then a new one.
                new Row("reset before the answer", Fault.resetBeforeAnswer(), 2, 2, "BROKEN_CONNECTION"),
                new Row("reset in the body", Fault.resetInBody(), 1, 1, ""),
                new Row("500", Fault.status(500), 2, 2, "SERVER_ERROR"),
                new Row("502 with a page", serverErrorPage(), 2, 2, "SERVER_ERROR"),
                new Row("503", Fault.status(503), 2, 2, "SERVER_ERROR"),
                new Row("404", Fault.status(404), 1, 1, "BAD_ANSWER"),
                new Row("204", Fault.status(204), 1, 1, "BAD_ANSWER"),
                new Row("garbage", Fault.garbage(), 1, 1, "BAD_ANSWER"),
                new Row("a page instead of JSON", Fault.notJson(), 1, 1, "BAD_ANSWER"),
                new Row("JSON under another type", Fault.wrongContentType(), 1, 1, "BAD_ANSWER"),
                new Row("half of a JSON object", json("{\"active\":true,\"scope\":\"Regis"), 1, 1, "BAD_ANSWER"),
                new Row("an empty body", json(""), 1, 1, "BAD_ANSWER"),
                new Row("an empty object", json("{}"), 1, 1, "BAD_ANSWER"));
    }

    private static Fault json(String body) {
        return Fault.status(200, Map.of("Content-Type", "application/json"), body);
    }

    private static Fault serverErrorPage() {
        return Fault.status(502, Map.of("Content-Type", "text/html"), "<html>proxy error</html>");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void getWhenIntrospectionFailsThenUnavailable(Row row) {
        server.failIntrospection(row.fault());
        String uncached = server.issue("RegisteredClient", "mary");

        HttpResponse<String> response = shop.get(uncached);

        Shop.assertUnavailable(response);
        assertThat(server.introspections()).isBetween(row.leastCalls(), row.mostCalls());
        assertThat(server.tokenRequests()).isZero();
        assertCachedAnswerServes();
        assertOperatorIsTold(row, uncached);
        assertRecovers(uncached);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void getWhenTokenEndpointFailsThenUnavailable(Row row) {
        server.revokeOwnTokens();
        server.failToken(row.fault());
        String uncached = server.issue("RegisteredClient", "mary");

        HttpResponse<String> response = shop.get(uncached);

        Shop.assertUnavailable(response);
        assertThat(server.tokenRequests()).isBetween(row.leastCalls(), row.mostCalls());
        assertThat(server.introspections())
                .as("the one that our own token was refused for")
                .isEqualTo(1);
        assertCachedAnswerServes();
        assertOperatorIsTold(row, uncached);
        assertRecovers(uncached);
    }

    static Stream<Arguments> rejections() {
        return Stream.of(400, 401, 403)
                .flatMap(status ->
                        Stream.of("invalid_client", "invalid_scope").map(error -> Arguments.of(status, error)));
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void getWhenTokenEndpointRejectsUsThenErrorNamesTheKeys(int status, String error) {
        server.revokeOwnTokens();
        server.failToken(
                Fault.status(status, Map.of("Content-Type", "application/json"), "{\"error\":\"" + error + "\"}"));
        String uncached = server.issue("RegisteredClient", "mary");

        HttpResponse<String> response = shop.get(uncached);

        Shop.assertUnavailable(response);
        assertThat(server.tokenRequests()).isEqualTo(1);
        assertThat(server.introspections()).isEqualTo(1);
        assertCachedAnswerServes();
        assertThat(log.errors())
                .singleElement()
                .satisfies(message -> assertThat(message)
                        .contains("configuration", "mfp.client-id", "mfp.client-secret", String.valueOf(status)));
        assertRecovers(uncached);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    @Tag("R1")
    void getWhenOwnTokenIsRefusedTwiceAfterOthersWereServedThenWarningSaysOneToken(int status) {
        server.failIntrospection(Fault.status(status, Map.of("WWW-Authenticate", "Bearer"), ""));
        String uncached = server.issue("RegisteredClient", "mary");

        HttpResponse<String> response = shop.get(uncached);

        Shop.assertUnavailable(response);
        assertThat(server.introspections()).isEqualTo(2);
        assertThat(server.tokenRequests()).isEqualTo(1);
        assertCachedAnswerServes();
        assertThat(log.errors()).isEmpty();
        assertThat(log.warnings())
                .singleElement()
                .satisfies(message -> assertThat(message).contains("for one token", String.valueOf(status)));
        assertRecovers(uncached);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void getWhenOwnTokenIsRefusedOnceThenAnotherIsFetched(int status) {
        server.failIntrospection(Fault.status(status, Map.of("WWW-Authenticate", "Bearer"), ""), 1);
        String uncached = server.issue("RegisteredClient", "mary");

        HttpResponse<String> response = shop.get(uncached);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(server.introspections()).isEqualTo(2);
        assertThat(server.tokenRequests()).isEqualTo(1);
        assertThat(log.errors()).isEmpty();
    }

    private void assertCachedAnswerServes() {
        int before = server.introspections();

        List<Integer> statuses =
                Stream.generate(() -> shop.status(cached)).limit(3).toList();

        assertThat(statuses).containsOnly(200);
        assertThat(server.introspections()).isEqualTo(before);
    }

    private void assertOperatorIsTold(Row row, String token) {
        assertThat(log.errors()).isEmpty();
        assertThat(log.warnings())
                .singleElement()
                .satisfies(message -> assertThat(message).contains("Introspection fails", row.warning()));
        assertThat(log.text()).doesNotContain(token).doesNotContain(server.clientSecret());
    }

    private void assertRecovers(String token) {
        server.recover();

        assertThatCode(() -> shop.awaitGranted(token)).doesNotThrowAnyException();
    }
}
