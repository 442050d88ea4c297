package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class FaultTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final MobileFirstServer server = MobileFirstServer.start();
    private final ResourceServer caller = new ResourceServer(server);
    private final String token = server.issue("a");
    private String own = "";

    @BeforeEach
    void obtainOwnToken() throws Exception {
        own = "Bearer " + caller.ownToken();
        server.resetCounters();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> introspect() throws IOException, InterruptedException {
        return caller.introspect(own, token);
    }

    private void assertUsual() throws IOException, InterruptedException {
        assertThat(introspect().body()).startsWith("{\"active\":true");
    }

    @Test
    void failWhenStatusThenEachEndpointAnswersIt() throws Exception {
        server.fail(Fault.status(503));

        assertThat(introspect().statusCode()).isEqualTo(503);
        assertThat(introspect().body()).isEmpty();
        assertThat(caller.requestToken().statusCode()).isEqualTo(503);
        server.recover();
        assertUsual();
    }

    @Test
    void failWhenStatusHasHeadersAndBodyThenAnswersThem() throws Exception {
        server.failIntrospection(Fault.status(500, Map.of("X-Odd", "1"), "oops \u20ac"));

        HttpResponse<String> answer = introspect();

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("X-Odd")).hasValue("1");
        assertThat(answer.body()).isEqualTo("oops \u20ac");
    }

    @Test
    void failIntrospectionWhenArmedThenTokenEndpointIsUntouched() throws Exception {
        server.failIntrospection(Fault.status(503));

        assertThat(caller.requestToken().statusCode()).isEqualTo(200);
        assertThat(introspect().statusCode()).isEqualTo(503);
    }

    @Test
    void failTokenWhenArmedThenIntrospectionIsUntouched() throws Exception {
        server.failToken(Fault.status(503));

        assertThat(caller.requestToken().statusCode()).isEqualTo(503);
        assertUsual();
    }

    @Test
    void failWhenLimitedThenOnlyTheNextCallsFail() throws Exception {
        server.failIntrospection(Fault.status(502), 2);
        server.failToken(Fault.status(500), 1);

        assertThat(introspect().statusCode()).isEqualTo(502);
        assertThat(introspect().statusCode()).isEqualTo(502);
        assertUsual();
        assertThat(caller.requestToken().statusCode()).isEqualTo(500);
        assertThat(caller.requestToken().statusCode()).isEqualTo(200);
        server.fail(Fault.status(504), 1);
        assertThat(introspect().statusCode()).isEqualTo(504);
        assertUsual();
    }

    @Test
    void failWhenAnEndpointHasItsOwnFaultThenThatComesFirst() throws Exception {
        server.fail(Fault.status(500));
        server.failIntrospection(Fault.status(502), 1);

        assertThat(introspect().statusCode()).isEqualTo(502);
        assertThat(introspect().statusCode()).isEqualTo(500);
    }

    @Test
    void failWhenTooManyRequestsThenTellsWhenToRetry() throws Exception {
        server.failIntrospection(Fault.tooManyRequests("120"));

        HttpResponse<String> answer = introspect();

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("120");
    }

    @Test
    void failWhenHangingThenClientTimesOutAndTheCallCounts() {
        server.failIntrospection(Fault.hang());

        assertThatThrownBy(() -> caller.withTimeout(SHORT).introspect(own, token))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(server.introspections()).isEqualTo(1);
    }

    @Test
    void failWhenBlackHoleThenOnlyTheConnectionCounts() {
        server.fail(Fault.blackHole());

        assertThatThrownBy(() -> caller.withTimeout(SHORT).introspect(own, token))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(server.introspections()).isZero();
        assertThat(server.calls()).isEmpty();
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void failWhenBlackHoleOpensOnAKeptConnectionThenNothingIsReadAnyMore() throws Exception {
        assertUsual();
        server.fail(Fault.blackHole());

        CompletableFuture<HttpResponse<String>> pending =
                caller.http().sendAsync(caller.introspection(own, token), BodyHandlers.ofString());

        assertThatThrownBy(() -> pending.get(SHORT.toMillis(), TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(server.introspections()).isEqualTo(1);
    }

    @Test
    void failIntrospectionWhenBlackHoleThenHangs() {
        server.failIntrospection(Fault.blackHole());

        assertThatThrownBy(() -> caller.withTimeout(SHORT).introspect(own, token))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(server.introspections()).isEqualTo(1);
    }

    static Fault[] stalling() {
        Duration long_ = Duration.ofMinutes(5);
        return new Fault[] {
            Fault.hang(),
            Fault.blackHole(),
            Fault.drip(long_),
            Fault.dripHeaders(long_),
            Fault.delay(long_),
            Fault.hugeBody(1L << 40)
        };
    }

    @ParameterizedTest
    @MethodSource("stalling")
    void recoverWhenConnectionsStallThenClosesThemAtOnce(Fault fault) throws Exception {
        server.fail(fault);
        CompletableFuture<HttpResponse<Void>> pending = new ResourceServer(server)
                .http()
                .sendAsync(caller.introspection(own, token), BodyHandlers.discarding());
        awaitStall(fault);

        server.recover();

        assertThatThrownBy(() -> pending.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertUsual();
    }

    /** A black hole reads no request; what all others do is counted when its fault has been taken. */
    private void awaitStall(Fault fault) {
        await().until(() -> (fault.isBlackHole() ? server.connections() : server.introspections()) > 0);
    }

    @Test
    void recoverWhenCallsHangThenTheyAreOverBeforeTheirConnectionsClose() throws Exception {
        for (int i = 0; i < 200; i++) {
            server.failIntrospection(Fault.hang());
            CompletableFuture<HttpResponse<Void>> pending =
                    caller.http().sendAsync(caller.introspection(own, token), BodyHandlers.discarding());
            await().pollInterval(Duration.ofMillis(1)).until(() -> server.introspections() == 1);
            // On the client's own thread, as soon as it sees the end.
            CompletableFuture<Integer> inProgress = pending.handle((none, closed) -> {
                server.resetCounters();
                return server.maxConcurrentIntrospections();
            });

            server.recover();

            assertThat(inProgress.get(10, TimeUnit.SECONDS)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("stalling")
    void closeWhenConnectionsStallThenClosesThemAtOnce(Fault fault) {
        server.fail(fault);
        CompletableFuture<HttpResponse<Void>> pending = new ResourceServer(server)
                .http()
                .sendAsync(caller.introspection(own, token), BodyHandlers.discarding());
        awaitStall(fault);

        server.close();

        assertThatThrownBy(() -> pending.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @MethodSource("stalling")
    void stallWhenPeerClosesThenEnds(Fault fault) throws Exception {
        server.failIntrospection(fault);
        try (RawClient client = new RawClient(server)) {
            client.send("POST /mfp/api/az/v1/introspection HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
            await().until(() -> server.introspections() == 1);
        }

        await().untilAsserted(() -> {
            // A call in progress would still count as the peak after a reset.
            server.resetCounters();
            assertThat(server.maxConcurrentIntrospections()).isZero();
        });
    }

    @Test
    void failWhenDrippingThenBodyComesSlowly() throws Exception {
        server.failIntrospection(Fault.drip(Duration.ofMillis(1)));
        long start = System.nanoTime();

        HttpResponse<String> answer = introspect();

        assertThat(answer.body()).startsWith("{\"active\":true").endsWith("}");
        assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis())
                .isGreaterThanOrEqualTo(answer.body().length());
    }

    @Test
    void failWhenDrippingSlowlyThenHeadComesBeforeTheClientGivesUp() throws Exception {
        server.failIntrospection(Fault.drip(Duration.ofMinutes(5)));

        HttpResponse<java.io.InputStream> answer =
                caller.http().send(caller.introspection(own, token), BodyHandlers.ofInputStream());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void failWhenDrippingHeadersThenAnswerComesLate() throws Exception {
        server.failIntrospection(Fault.dripHeaders(Duration.ofMillis(1)));
        long start = System.nanoTime();

        assertUsual();

        assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void failWhenResetBeforeAnswerThenClientSeesReset() throws Exception {
        server.failIntrospection(Fault.resetBeforeAnswer());

        try (RawClient client = new RawClient(server)) {
            client.send("POST /mfp/api/az/v1/introspection HTTP/1.1\r\nContent-Length: 0\r\n\r\n");

            assertThatThrownBy(client::read).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
        assertThatThrownBy(() -> introspect()).isInstanceOf(IOException.class);
        assertThat(server.introspections()).isEqualTo(2);
    }

    @Test
    void failWhenResetInBodyThenClientGetsNoWholeBody() throws Exception {
        server.failIntrospection(Fault.resetInBody());

        assertThatThrownBy(() -> introspect()).isInstanceOf(IOException.class);
        try (RawClient client = new RawClient(server)) {
            client.send(raw());
            assertThat(client.readUntil("\r\n\r\n{\"active\":true")).startsWith("HTTP/1.1 200 OK\r\n");

            assertThatThrownBy(client::readToEnd).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void failWhenGarbageThenClientCannotParseIt() throws Exception {
        server.failIntrospection(Fault.garbage());

        assertThatThrownBy(() -> introspect()).isInstanceOf(IOException.class);
        try (RawClient client = new RawClient(server)) {
            assertThat(client.send(raw()).readToEnd()).startsWith("\u0015\u0003\u0001");
        }
    }

    @Test
    void failWhenNotJsonThenAnswersHtml() throws Exception {
        server.failIntrospection(Fault.notJson());

        HttpResponse<String> answer = introspect();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(answer.body()).startsWith("<html>");
    }

    @Test
    void failWhenContentTypeIsWrongThenBodyIsTheUsual() throws Exception {
        server.failIntrospection(Fault.wrongContentType());

        HttpResponse<String> answer = introspect();

        assertThat(answer.headers().allValues("Content-Type")).containsExactly("text/plain");
        assertThat(answer.body()).startsWith("{\"active\":true");
    }

    @Test
    void failWhenBodyIsGivenThenAnswersItsBytes() throws Exception {
        byte[] bytes = {0, (byte) 0xff, (byte) 0xc3, '{'};
        server.failIntrospection(Fault.body("application/json", bytes));
        bytes[0] = 'x';

        HttpResponse<byte[]> answer = caller.http().send(caller.introspection(own, token), BodyHandlers.ofByteArray());

        assertThat(answer.body()).containsExactly(0, 0xff, 0xc3, '{');
    }

    @Test
    void failWhenBodyIsHugeThenStreamsThatManyBytes() throws Exception {
        server.failIntrospection(Fault.hugeBody(3_000_001));

        String body = introspect().body();

        assertThat(body).hasSize(3_000_001).startsWith("{\"active\":true,").endsWith("xxx\"}");
    }

    @Test
    void failWhenAnswerLiesAboutItsLengthThenSendsItAsGiven() throws Exception {
        server.failIntrospection(
                Fault.answer(200, Map.of("Content-Length", "5"), new byte[] {'{', '}', '1', '2', '3'}));

        HttpResponse<String> answer = introspect();

        assertThat(answer.headers().allValues("Content-Length")).containsExactly("5");
    }

    @Test
    void failWhenStatusAllowsNoBodyThenSendsNoLength() throws Exception {
        server.failIntrospection(Fault.status(204));

        HttpResponse<String> answer = introspect();

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
    }

    @Test
    void failWhenGzipBombThenSmallBodyUnpacksToAHundredMebibytes() throws Exception {
        server.failIntrospection(Fault.gzipBomb());

        HttpResponse<byte[]> answer = caller.http().send(caller.introspection(own, token), BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.body()).hasSizeLessThan(200_000);
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(unpacked.readNBytes(14), StandardCharsets.UTF_8))
                    .isEqualTo("{\"active\":true");
            assertThat(unpacked.skip(Long.MAX_VALUE)).isGreaterThan(100 << 20);
        }
    }

    @Test
    void failWhenRedirectThenNamesTheTarget() throws Exception {
        server.failIntrospection(Fault.redirect(307, URI.create("http://127.0.0.1:9/elsewhere")));

        HttpResponse<String> answer = introspect();

        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(answer.headers().firstValue("Location")).hasValue("http://127.0.0.1:9/elsewhere");
    }

    @Test
    void failWhenDelayedThenAnswersAfterIt() throws Exception {
        server.failIntrospection(Fault.delay(SHORT));
        long start = System.nanoTime();

        assertUsual();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SHORT);
    }

    @Test
    void failWhenDelayedThenBytesOfTheNextRequestAreKept() throws Exception {
        server.failIntrospection(Fault.delay(SHORT));

        try (RawClient client = new RawClient(server)) {
            client.send(raw() + raw());

            client.readUntil("mfp-checks\":{}}");
            assertThat(client.readUntil("mfp-checks\":{}}")).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void failWhenFaultNeedsNoAnswerThenConflictIsNotUsedUp() throws Exception {
        server.conflict(token, 1);
        server.failIntrospection(Fault.status(503), 1);

        assertThat(introspect().statusCode()).isEqualTo(503);
        assertThat(introspect().statusCode()).isEqualTo(409);
    }

    @Test
    void toStringThenNamesTheKind() {
        assertThat(Fault.hang()).hasToString("Fault[hang]");
        assertThat(Fault.status(503)).hasToString("Fault[status 503]");
    }

    private String raw() {
        return "POST /mfp/api/az/v1/introspection HTTP/1.1\r\nAuthorization: " + own
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + (token.length() + 6) + "\r\n\r\ntoken=" + token;
    }
}
