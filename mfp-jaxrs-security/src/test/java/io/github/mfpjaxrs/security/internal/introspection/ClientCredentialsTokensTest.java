package io.github.mfpjaxrs.security.internal.introspection;

import static io.github.mfpjaxrs.security.internal.fakes.FakeAuthorizationServer.error;
import static io.github.mfpjaxrs.security.internal.fakes.FakeAuthorizationServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.fakes.FakeAuthorizationServer;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure.Kind;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCredentialsTokensTest {

    private final FakeAuthorizationServer server = new FakeAuthorizationServer();
    private final FakeTicker ticker = new FakeTicker();
    private final ClientCredentialsTokens tokens = accessTokens(server);

    @Test
    void getWhenAskedTwiceThenOneTokenRequestWithMobileFirstsBytes() {
        server.issues("first");

        ClientCredentialsToken one = tokens.get();
        ClientCredentialsToken two = tokens.get();

        assertThat(two).isSameAs(one);
        // "accounts:s3cr3t-of-the-client" in Base64
        assertThat(server.tokenCalls)
                .containsExactly(ClientCredentials.inHeader("Basic YWNjb3VudHM6czNjcjN0LW9mLXRoZS1jbGllbnQ="));
        assertThat(server.scopes).containsExactly("authorization.introspect");
        assertThat(server.endpoints).containsExactly(URI.create("https://mfp.example.com/mfp/api/az/v1/token"));
    }

    @Test
    void getWhenTokenIsAboutToEndThenAnother() {
        server.issues("first").issues("second");
        ClientCredentialsToken first = tokens.get();

        ticker.advance(Duration.ofSeconds(3_568));
        ClientCredentialsToken still = tokens.get();
        ticker.advance(Duration.ofSeconds(1));
        ClientCredentialsToken second = tokens.get();

        assertThat(still).isSameAs(first);
        assertThat(second.credentials().authorization()).contains("Bearer second");
    }

    @Test
    void discardWhenTokenIsCurrentThenAnotherIsFetched() {
        server.issues("first").issues("second");

        tokens.discard(tokens.get());

        assertThat(tokens.get().credentials().authorization()).contains("Bearer second");
    }

    @Test
    @Tag("F4")
    void discardWhenTokenWasReplacedThenTheNewerOneStays() {
        server.issues("first").issues("second");
        ClientCredentialsToken first = tokens.get();
        tokens.discard(first);
        ClientCredentialsToken second = tokens.get();

        tokens.discard(first);

        assertThat(tokens.get()).isSameAs(second);
        assertThat(server.tokenCalls).hasSize(2);
    }

    @ParameterizedTest
    @Tag("F5")
    @ValueSource(ints = {400, 401, 403})
    void getWhenCredentialsAreRejectedThenConfigurationTroubleWithPauseAndWithoutSecret(int status) {
        server.issues(error(status, "invalid_client"));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(tokens::get)
                .withMessageStartingWith("configuration: ")
                .withMessageContaining(status + " invalid_client")
                .withMessageContaining("mfp.client-secret")
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.CREDENTIALS_REJECTED))
                .satisfies(trouble -> assertThat(trouble.getRetryAfter()).contains(Duration.ofSeconds(30)))
                .satisfies(trouble -> assertThat(trouble).hasMessageNotContaining(TestSettings.SECRET));
    }

    @ParameterizedTest
    @Tag("G3")
    @ValueSource(ints = {404, 405, 410, 301, 307})
    void getWhenThereIsNoSuchEndpointThenUrlAndKeyAndARightOneAreNamed(int status) {
        server.issues(status(status));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(tokens::get)
                .withMessageContaining("https://mfp.example.com/mfp/api/az/v1/token")
                .withMessageContaining("mfp.authorization-server.url")
                .withMessageContaining("such as https://mfp.example.com/mfp/api below which az/v1/token");
    }

    @ParameterizedTest
    @CsvSource({
        "404,BAD_ANSWER",
        "302,BAD_ANSWER",
        "409,BAD_ANSWER",
        "429,THROTTLED",
        "500,SERVER_ERROR",
        "503,SERVER_ERROR"
    })
    void getWhenStatusIsAnotherThenTroubleOfItsKind(int status, Kind kind) {
        server.issues(status(status));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(tokens::get)
                .withMessageStartingWith("the authorization server's token endpoint, which is ")
                .withMessageContaining("/az/v1/token, answered " + status)
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(kind));
    }

    @Test
    void getWhenLastAttemptFailedThenTriesAfresh() {
        server.issues(status(500)).issues("second");
        assertThatExceptionOfType(AuthorizationServerFailure.class).isThrownBy(tokens::get);

        ClientCredentialsToken token = tokens.get();

        assertThat(token.credentials().authorization()).contains("Bearer second");
    }

    @Test
    @Tag("F4")
    void getWhenManyThreadsThenOneTokenRequest() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        server.issues("only");
        ClientCredentialsTokens shared = accessTokens(new Slow(server, calls, release));
        List<Thread> threads = new ArrayList<>();
        List<Future<ClientCredentialsToken>> results = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            CompletableFuture<ClientCredentialsToken> result = new CompletableFuture<>();
            Thread thread = new Thread(() -> result.completeAsync(shared::get, Runnable::run));
            threads.add(thread);
            results.add(result);
            thread.start();
        }

        await().until(() -> threads.stream().allMatch(ClientCredentialsTokensTest::isWaiting));
        release.countDown();

        ClientCredentialsToken first = results.get(0).get();
        for (Future<ClientCredentialsToken> result : results) {
            assertThat(result.get()).isSameAs(first);
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    @Tag("F3")
    void getWhenLeaderFailsThenWaitersGetItsTrouble() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        server.issues(status(503, Duration.ofSeconds(9)));
        ClientCredentialsTokens shared = accessTokens(new Slow(server, calls, release));
        ExecutorService executor = Executors.newCachedThreadPool();
        AtomicReference<Thread> waiter = new AtomicReference<>();
        try {
            Future<ClientCredentialsToken> leader = executor.submit(shared::get);
            await().until(() -> calls.get() == 1);
            Future<ClientCredentialsToken> second = executor.submit(() -> {
                waiter.set(Thread.currentThread());
                return shared.get();
            });
            await().until(() -> waiter.get() != null && isWaiting(waiter.get()));

            release.countDown();

            for (Future<ClientCredentialsToken> result : List.of(leader, second)) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(result::get)
                        .havingCause()
                        .isInstanceOf(AuthorizationServerFailure.class)
                        .withMessageContaining("503");
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void getWhenLeaderDoesNotReturnThenWaiterGivesUpAfterItsPatience() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        server.issues("late");
        ClientCredentialsTokens shared = accessTokens(new Slow(server, calls, release), "mfp.timeout.total", "PT0.05S");
        Thread leader = new Thread(shared::get);
        leader.start();
        await().until(() -> calls.get() == 1);

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(shared::get)
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.TIMEOUT));

        release.countDown();
        leader.join();
    }

    @Test
    void getWhenWaiterIsInterruptedThenTroubleAndTheMarkStays() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        server.issues("late");
        ClientCredentialsTokens shared = accessTokens(new Slow(server, calls, release));
        Thread leader = new Thread(shared::get);
        leader.start();
        await().until(() -> calls.get() == 1);

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(shared::get)
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.TIMEOUT));
        assertThat(Thread.interrupted()).isTrue();
        release.countDown();
        leader.join();
    }

    private ClientCredentialsTokens accessTokens(AuthorizationServer asked, String... keysAndValues) {
        Settings settings = TestSettings.with(keysAndValues);
        return new ClientCredentialsTokens(
                asked,
                endpoints(settings, asked),
                ClientAuthentication.configured(settings, endpoints(settings, asked), new FakeClock()),
                settings,
                ticker);
    }

    private static EndpointSource endpoints(Settings settings, AuthorizationServer asked) {
        return EndpointSource.configured(settings, asked, new KnownEndpoints(Duration.ofSeconds(20)));
    }

    private static boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    /** Responds when it is released. */
    private record Slow(AuthorizationServer server, AtomicInteger calls, CountDownLatch release)
            implements AuthorizationServer {

        @Override
        public Answer requestToken(URI endpoint, ClientCredentials caller, String scope) {
            calls.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return server.requestToken(endpoint, caller, scope);
        }

        @Override
        public Answer introspect(URI endpoint, ClientCredentials caller, String token) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public Answer metadata(URI location) {
            throw new AssertionError("not asked for here");
        }
    }
}
