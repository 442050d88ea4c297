package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MobileFirstServerTest {

    private final MobileFirstServer server = MobileFirstServer.start();
    private final ResourceServer caller = new ResourceServer(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void countersWhenCallsAreMadeThenCountThem() throws Exception {
        caller.introspect(server.issue("a"));
        caller.introspect("Bearer wrong", "x");

        assertThat(server.introspections()).isEqualTo(2);
        assertThat(server.tokenRequests()).isEqualTo(1);
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.maxConcurrentIntrospections()).isEqualTo(1);
    }

    @Test
    void resetCountersThenAllAreZero() throws Exception {
        caller.introspect("x");

        server.resetCounters();

        assertThat(server.introspections()).isZero();
        assertThat(server.tokenRequests()).isZero();
        assertThat(server.connections()).isZero();
        assertThat(server.maxConcurrentIntrospections()).isZero();
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void maxConcurrentIntrospectionsWhenSeveralHangThenIsTheirNumber() throws Exception {
        String own = "Bearer " + caller.ownToken();
        server.failIntrospection(Fault.hang());

        List<CompletableFuture<HttpResponse<Void>>> pending = IntStream.range(0, 5)
                .mapToObj(i -> caller.http().sendAsync(caller.introspection(own, "x"), BodyHandlers.discarding()))
                .toList();
        await().until(() -> server.introspections() == 5);

        assertThat(server.maxConcurrentIntrospections()).isEqualTo(5);
        assertThat(pending).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void callsWhenMadeThenAreRecordedInOrderAndRedacted() throws Exception {
        String token = server.issue("a");
        caller.introspect(token);

        List<Call> calls = server.calls();

        assertThat(calls)
                .extracting(Call::path)
                .containsExactly("/mfp/api/az/v1/token", "/mfp/api/az/v1/introspection");
        assertThat(calls.get(1).method()).isEqualTo("POST");
        assertThat(calls.get(1).parameter("token")).hasValue(token);
        assertThat(calls.get(1).parameter("absent")).isEmpty();
        assertThat(calls.get(1).header("AUTHORIZATION"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer "));
        assertThat(calls.toString())
                .contains("token", "authorization")
                .doesNotContain(token)
                .doesNotContain("Bearer ")
                .doesNotContain("Basic ");
    }

    @Test
    void callsWhenThereAreManyThenKeepsTheLastThousand() throws Exception {
        for (int i = 0; i < 1_001; i++) {
            caller.introspect("Bearer wrong", "t" + i);
        }

        assertThat(server.introspections()).isEqualTo(1_001);
        assertThat(server.calls()).hasSize(1_000);
        assertThat(server.calls().get(999).parameter("token")).hasValue("t1000");
    }

    @Test
    void stopListeningThenRefusesAndListenServesOnTheSamePort() throws Exception {
        String token = server.issue("a");
        String own = "Bearer " + caller.ownToken();
        int port = server.port();

        server.stopListening();
        assertThatThrownBy(() -> new ResourceServer(server).introspect(own, token))
                .isInstanceOf(ConnectException.class);
        server.listen();
        server.listen();

        assertThat(server.port()).isEqualTo(port);
        assertThat(new ResourceServer(server).introspect(own, token).body()).contains("\"active\":true");
    }

    @RepeatedTest(50)
    void listenWhenJustStoppedThenPortIsFree() throws Exception {
        server.stopListening();
        assertThatThrownBy(new ResourceServer(server)::requestToken).isInstanceOf(ConnectException.class);

        server.listen();

        assertThat(new ResourceServer(server).requestToken().statusCode()).isEqualTo(200);
    }

    @Test
    void stopListeningWhenConnectionIsOpenThenClosesIt() throws Exception {
        try (RawClient client = new RawClient(server)) {
            client.send("GET / HTTP/1.1\r\n\r\n").readUntil("\r\n\r\n");

            server.stopListening();

            assertThat(client.read()).isEqualTo(-1);
        }
    }

    @Test
    void resetThenForgetsAllAndListens() throws Exception {
        String token = server.issue("a");
        server.disableDevice(AccessTokenBuilder.DEVICE_ID);
        server.fail(Fault.status(503));
        server.stopListening();

        server.reset();

        assertThat(server.introspections()).isZero();
        assertThat(caller.introspect(token).body()).contains("\"active\":false");
        assertThat(caller.introspect(server.issue("a")).body()).contains("\"status\":\"ACTIVE\"");
    }

    @Test
    void closeThenRefusesForGoodAndIsIdempotent() {
        server.close();
        server.close();

        assertThatThrownBy(new ResourceServer(server)::requestToken).isInstanceOf(ConnectException.class);
        assertThatIllegalStateException().isThrownBy(server::listen);
        assertThatCode(server::stopListening).doesNotThrowAnyException();
    }

    @Test
    void startWhenPortIsTakenThenThrows() {
        assertThatThrownBy(() -> MobileFirstServer.builder().port(server.port()).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen on port " + server.port() + " of 127.0.0.1");
    }

    @Test
    void startWhenPortIsGivenThenListensThere() {
        int port = server.port();
        server.close();

        try (MobileFirstServer again = MobileFirstServer.builder().port(port).start()) {
            assertThat(again.url()).hasToString("http://127.0.0.1:" + port + "/mfp/api");
        }
    }

    @Test
    void latencyWhenConfiguredThenEveryAnswerTakesThatLong() throws Exception {
        Duration latency = Duration.ofMillis(150);
        try (MobileFirstServer slow =
                MobileFirstServer.builder().latency(latency).start()) {
            long start = System.nanoTime();

            new ResourceServer(slow).introspect("x");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(latency.multipliedBy(2));
            assertThat(slow.connections()).isEqualTo(1);
        }
    }

    @Test
    void builderWhenSettingIsInvalidThenSaysWhich() {
        MobileFirstServerBuilder builder = MobileFirstServer.builder();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(-1)).withMessageContaining("port");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(65_536));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.basePath("mfp"))
                .withMessageContaining("basePath");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.client(" ", "s"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.client("a:b", "s"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.client("a", " "))
                .withMessageContaining("secret");
    }

    @Test
    void introspectWhenManyThreadsCallThenAllAreAnswered() throws Exception {
        String own = "Bearer " + caller.ownToken();
        String token = server.issue("a");

        List<CompletableFuture<Integer>> answers = IntStream.range(0, 500)
                .mapToObj(i -> caller.http()
                        .sendAsync(caller.introspection(own, token), BodyHandlers.discarding())
                        .thenApply(HttpResponse::statusCode))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isEqualTo(200));
        assertThat(server.introspections()).isEqualTo(500);
    }
}
