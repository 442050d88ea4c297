package io.github.mfpjaxrs.security.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.internal.config.SettingsReader;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer.Answer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure.Kind;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import io.github.mfpjaxrs.security.internal.server.ExchangeDeadline;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RestAuthorizationServerTest {

    private static final URI ENDPOINT = URI.create("https://mfp.example.com/introspect");
    private static final ClientCredentials CALLER =
            new ClientCredentials(Optional.of("Basic aTpz"), Map.of("client", "i"));

    /** Handles each introspection with the next step of its script, and repeats the last step forever. */
    private static final class Script implements RestClientFactory {

        private final List<Runnable> steps;
        private final List<String> connections = new ArrayList<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private int opened;

        Script(Runnable... steps) {
            this.steps = List.of(steps);
        }

        @Override
        public AuthorizationServerApi open() {
            opened++;
            return new AuthorizationServerApi() {

                @Override
                public Response requestToken(@Nullable String connection, OutgoingCall call) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public Response introspect(@Nullable String connection, OutgoingCall call) {
                    connections.add(connection == null ? "kept" : connection);
                    steps.get(Math.min(connections.size(), steps.size()) - 1).run();
                    throw new AssertionError("each step throws");
                }

                @Override
                public Response metadata(@Nullable String connection, URI location) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        @Override
        public void close(AuthorizationServerApi client) {
            closed.countDown();
        }
    }

    private @Nullable RestAuthorizationServer server;

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private Answer ask(Script script) {
        return ask(script, Map.of());
    }

    private Answer ask(Script script, Map<String, String> more) {
        if (server == null) {
            server = new RestAuthorizationServer(
                    script,
                    SettingsReader.read(new SmallRyeConfigBuilder()
                            .withDefaultValues(Map.of(
                                    "mfp.authorization-server.url", "https://mfp.example.com/mfp/api",
                                    "mfp.client-id", "i",
                                    "mfp.client-secret", "s",
                                    "mfp.timeout.total", "PT20S"))
                            .withDefaultValues(more)
                            .build()),
                    getClass().getClassLoader(),
                    UnaryOperator.identity(),
                    InstantSource.system());
        }
        return server.introspect(ENDPOINT, CALLER, "t0ken");
    }

    private static Runnable answer(int status) {
        return () -> {
            throw new UnexpectedStatusException(status, null, null, null);
        };
    }

    private static Runnable failure(Exception cause) {
        return () -> {
            throw new ProcessingException(cause);
        };
    }

    @Test
    @Tag("R5")
    void introspectWhenKeptConnectionBreaksThenSentAgainOnOneThatIsNotKept() {
        Script script = new Script(answer(404), failure(new SocketException("reset")), answer(500));

        Answer first = ask(script);
        Answer second = ask(script);

        assertThat(first.status()).isEqualTo(404);
        assertThat(second.status()).isEqualTo(500);
        assertThat(script.connections).containsExactly("kept", "kept", "close");
        assertThat(script.opened).isEqualTo(2);
    }

    @Test
    void introspectWhenBothConnectionsBreakThenBroken() {
        Script script = new Script(answer(404), failure(new SocketException("reset")));
        ask(script);

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> ask(script))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.BROKEN_CONNECTION));
        assertThat(script.connections).containsExactly("kept", "kept", "close");
    }

    @Test
    void introspectWhenNoConnectionCanBeAKeptOneThenNotSentAgain() {
        Script script = new Script(failure(new SocketException("reset")));

        assertThatExceptionOfType(AuthorizationServerFailure.class).isThrownBy(() -> ask(script));
        assertThat(script.connections).containsExactly("kept");
    }

    @Test
    void introspectWhenRefusedOrLateThenNotSentAgain() {
        Script script = new Script(answer(404), failure(new ConnectException()), failure(new SocketTimeoutException()));
        ask(script);

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> ask(script))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE));
        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> ask(script))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.TIMEOUT));
        assertThat(script.connections).containsExactly("kept", "kept", "kept");
    }

    @Test
    void introspectWhenNoConnectionIsToBeKeptThenEachSaysSo() {
        Script script = new Script(answer(404));

        ask(script, Map.of("mfp.timeout.idle", "PT0S"));

        assertThat(script.connections).containsExactly("close");
    }

    @Test
    @Tag("N4")
    void introspectWhenCallDoesNotEndThenTimeoutAndClientIsClosed() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Script script = new Script(() -> awaitWhatever(never), answer(404));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> ask(script, Map.of("mfp.timeout.total", "PT0.2S")))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.TIMEOUT));
        script.closed.await();
        assertThat(ask(script).status()).isEqualTo(404);
        assertThat(script.opened).isEqualTo(2);
        never.countDown();
    }

    /** The call has only the remaining time, not another 20 seconds of total timeout. */
    @Test
    @Tag("N4")
    @Timeout(15)
    void introspectWhenExchangeHasLittleTimeLeftThenCallHasItsRest() {
        CountDownLatch never = new CountDownLatch(1);
        Script script = new Script(() -> awaitWhatever(never));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> ExchangeDeadline.callUntil(System.nanoTime() + 100_000_000, () -> ask(script)))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.TIMEOUT));
        assertThat(script.connections).containsExactly("kept");
        never.countDown();
    }

    @Test
    @Tag("N4")
    void introspectWhenExchangeHasNoTimeLeftThenNoCall() {
        Script script = new Script(answer(404));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> ExchangeDeadline.callUntil(System.nanoTime(), () -> ask(script)))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.TIMEOUT));
        assertThat(script.connections).isEmpty();
    }

    /** Waits uninterruptibly, like a read that no interrupt ends. */
    private static void awaitWhatever(CountDownLatch end) {
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                // Sockets ignore interrupts too.
            }
        }
        throw new ProcessingException(new SocketException("closed"));
    }

    @Test
    void toStringWhenCallIsPrintedThenRedacted() {
        OutgoingCall call = OutgoingCall.to(ENDPOINT, CALLER, Map.of("token", "a+b/c=~"));

        assertThat(call).hasToString("OutgoingCall[redacted]");
        assertThat(new String(call.body())).isEqualTo("client=i&token=a%2Bb%2Fc%3D%7E");
    }
}
