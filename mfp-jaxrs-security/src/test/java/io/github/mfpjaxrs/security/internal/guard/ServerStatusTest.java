package io.github.mfpjaxrs.security.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.CircuitBreaker;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.Failure;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.Snapshot;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.State;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.Step;
import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.internal.cache.IntrospectionCache;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeIntrospector;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.HandExecutor;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure.Kind;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("O1")
class ServerStatusTest {

    private static final AuthorizationServerFailure TIMEOUT = new AuthorizationServerFailure(Kind.TIMEOUT, "late");

    private final FakeIntrospector introspector = new FakeIntrospector().checkable();
    private final HandExecutor executor = new HandExecutor();
    private final FakeTicker ticker = new FakeTicker();
    private final FakeClock clock = new FakeClock();
    private final TokenDigest digest = new TokenDigest("server");
    private final SingleFlight introspections = introspections();
    private final AuthorizationServerStatus status = introspections.status();

    private SingleFlight introspections() {
        Settings settings = TestSettings.with(
                "mfp.circuit-breaker.failures", "2",
                "mfp.circuit-breaker.window", "2",
                "mfp.retry.max", "0");
        return new SingleFlight(
                introspector,
                new IntrospectionCache(settings.cache(), digest, ticker, clock),
                settings,
                executor,
                Instrumentation.NONE,
                ticker,
                clock);
    }

    @Test
    void currentWhenNothingWasIntrospectedThenUnknownAndNoRequest() {
        assertThat(status.current().state()).isEqualTo(State.UNKNOWN);
        assertThat(introspector.asked).isEmpty();
    }

    @Test
    void currentWhenATokenIsInactiveThenAvailableAllTheSame() {
        introspector.inactive();

        introspect("t");

        assertThat(status.current().state()).isEqualTo(State.AVAILABLE);
        assertThat(status.current().lastSuccess()).contains(FakeClock.START);
    }

    @Test
    void currentWhenTheServerFailsThenUnavailableSinceTheFirstFailure() {
        introspector.fails(TIMEOUT);

        introspect("t1");
        clock.advance(Duration.ofSeconds(7));
        introspect("t2");

        Snapshot snapshot = status.current();
        assertThat(snapshot.state()).isEqualTo(State.UNAVAILABLE);
        assertThat(snapshot.failure()).contains(new Failure(FailureKind.TIMEOUT, Step.INTROSPECTION, FakeClock.START));
        assertThat(snapshot.circuitBreaker()).isEqualTo(CircuitBreaker.OPEN);
    }

    @Test
    void currentWhenThisServiceGetsNoTokenThenThatStepFailed() {
        introspector.fails(AuthorizationServerFailure.credentialsRejected("no", Duration.ofSeconds(30))
                .beforeIntrospection());

        introspect("t");

        assertThat(status.current().failure())
                .contains(new Failure(FailureKind.CREDENTIALS_REJECTED, Step.ACCESS_TOKEN, FakeClock.START));
    }

    @Test
    void currentWhenItRecoversThenAvailableAndNoFailureIsLeft() {
        introspector.fails(TIMEOUT);
        introspect("t1");
        introspector.inactive();

        introspect("t2");

        assertThat(status.current().state()).isEqualTo(State.AVAILABLE);
        assertThat(status.current().failure()).isEmpty();
    }

    @Test
    void currentWhenOnlyOneTokenIsRefusedThenStillAvailable() {
        introspect("t1");
        introspector.fails(AuthorizationServerFailure.tokenRefused("this one"));

        introspect("t2");

        assertThat(status.current().state()).isEqualTo(State.AVAILABLE);
    }

    @Test
    void checkWhenNothingWasIntrospectedThenAvailableWithOneRequest() {
        Snapshot snapshot = check().join();

        assertThat(snapshot.state()).isEqualTo(State.AVAILABLE);
        assertThat(introspector.asked).containsExactly("check");
    }

    @Test
    void checkWhenTwoAreMadeAtOnceThenOneRequest() {
        executor.hold();
        CompletableFuture<Snapshot> first = check();
        CompletableFuture<Snapshot> second = check();

        executor.runAll();

        assertThat(first.join()).isEqualTo(second.join());
        assertThat(introspector.asked).containsExactly("check");
    }

    @Test
    void checkWhenTheServerFailsThenUnavailableRatherThanAnException() {
        introspector.fails(TIMEOUT);

        assertThat(check().join().state()).isEqualTo(State.UNAVAILABLE);
    }

    @Test
    void checkWhenTheBreakerIsOpenThenNoRequest() {
        introspector.fails(TIMEOUT);
        introspect("t1");
        introspect("t2");

        Snapshot snapshot = check().join();

        assertThat(snapshot.circuitBreaker()).isEqualTo(CircuitBreaker.OPEN);
        assertThat(introspector.asked).containsExactly("t1", "t2");
    }

    @Test
    void checkWhenItHangsThenItEndsAtTheTotalTimeoutAndCounts() {
        SingleFlight impatient = new SingleFlight(
                introspector,
                new IntrospectionCache(TestSettings.with().cache(), digest, ticker, clock),
                TestSettings.with("mfp.timeout.total", "PT0.05S"),
                executor,
                Instrumentation.NONE,
                ticker,
                clock);
        executor.hold();

        Snapshot snapshot = impatient.status().check().toCompletableFuture().join();

        assertThat(snapshot.failure().orElseThrow().kind()).isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    void checkWhenTheIntrospectorCannotBeCheckedThenUnknownAndNotTriedAgain() {
        FakeIntrospector custom = new FakeIntrospector();
        AuthorizationServerStatus ofCustom = new SingleFlight(
                        custom,
                        new IntrospectionCache(TestSettings.with().cache(), digest, ticker, clock),
                        TestSettings.with(),
                        executor,
                        Instrumentation.NONE,
                        ticker,
                        clock)
                .status();

        ofCustom.check();
        Snapshot snapshot = ofCustom.check().toCompletableFuture().join();

        assertThat(snapshot.state()).isEqualTo(State.UNKNOWN);
        assertThat(custom.asked).containsExactly("check");
    }

    @Test
    void currentWhenIntrospectionsWaitThenCountsThem() {
        executor.hold();
        CompletableFuture<?> waiting = introspections
                .introspect(digest.keyOf(BearerToken.of("t")), BearerToken.of("t"), ticker.read())
                .toFuture();

        assertThat(status.current().inProgress()).isEqualTo(1);
        assertThat(status.current().waiting()).isEqualTo(1);
        executor.runAll();

        waiting.join();
        assertThat(status.current().inProgress()).isZero();
    }

    private CompletableFuture<Snapshot> check() {
        return status.check().toCompletableFuture();
    }

    private void introspect(String token) {
        try {
            introspections
                    .introspect(digest.keyOf(BearerToken.of(token)), BearerToken.of(token), ticker.read())
                    .toFuture()
                    .join();
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(AuthorizationServerFailure.class);
        }
    }
}
