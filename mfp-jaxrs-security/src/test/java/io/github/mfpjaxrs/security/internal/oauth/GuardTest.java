package io.github.mfpjaxrs.security.internal.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.internal.oauth.ServerTrouble.Kind;
import io.github.mfpjaxrs.security.spi.IntrospectionResult.Inactive;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class GuardTest {

    private static final ServerTrouble FAILURE = new ServerTrouble(Kind.TIMEOUT, "late");

    private final FakeTicker ticker = new FakeTicker();
    private final FakeIntrospector introspector = new FakeIntrospector();

    @Test
    void enterWhenEveryPlaceIsTakenThenOverloadedUntilOneIsLeft() {
        Guard guard = guard("mfp.max-concurrent-introspections", "1", "mfp.max-queued-introspections", "1");
        guard.enter();
        guard.enter();

        assertRefused(guard, Kind.OVERLOADED, Duration.ofSeconds(1));
        guard.leave();

        assertThatCode(guard::enter).doesNotThrowAnyException();
    }

    @Test
    void enterWhenTooManyFailedThenCircuitIsOpenAndPlacesAreNotLost() {
        Guard guard = guard(
                "mfp.max-concurrent-introspections", "1",
                "mfp.max-queued-introspections", "0",
                "mfp.circuit-breaker.failures", "2",
                "mfp.circuit-breaker.window", "2",
                "mfp.circuit-breaker.delay", "PT0.1S");
        fail(guard);
        fail(guard);

        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(ServerTrouble.class)
                    .isThrownBy(guard::enter)
                    .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.CIRCUIT_OPEN))
                    .satisfies(trouble -> assertThat(trouble.getRetryAfter())
                            .get()
                            .satisfies(left -> assertThat(left).isLessThanOrEqualTo(Duration.ofMillis(100))));
        }
        await().untilAsserted(() -> assertThatCode(guard::enter).doesNotThrowAnyException());
        assertRefused(guard, Kind.OVERLOADED, Duration.ofSeconds(1));
    }

    @Test
    void enterWhenSuccessesComeBetweenThenCircuitStaysClosed() {
        Guard guard = guard("mfp.circuit-breaker.failures", "2", "mfp.circuit-breaker.window", "2");

        for (int i = 0; i < 10; i++) {
            fail(guard);
            guard.enter();
            guard.succeeded();
            guard.leave();
        }

        assertThatCode(guard::enter).doesNotThrowAnyException();
    }

    @Test
    void enterWhenServerAskedForAPauseThenRefusedUntilItIsOver() {
        Guard guard = guard();
        pause(guard, Duration.ofSeconds(5));

        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofSeconds(5));
        ticker.advance(Duration.ofSeconds(5).minusNanos(1));
        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofNanos(1));
        ticker.advance(Duration.ofNanos(1));

        assertThatCode(guard::enter).doesNotThrowAnyException();
    }

    @Test
    void enterWhenPauseIsLongerThanConfiguredThenCutOff() {
        Guard guard = guard("mfp.retry-after.max", "PT20S", "mfp.client-rejected.pause", "PT10S");
        pause(guard, Duration.ofSeconds(Long.MAX_VALUE));

        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofSeconds(20));
    }

    @Test
    void enterWhenAShorterPauseFollowsThenTheLongerOneCounts() {
        Guard guard = guard();
        pause(guard, Duration.ofSeconds(9));
        guard.failed(new AuthorizationServerException("x", Duration.ofSeconds(2)));
        guard.failed(new AuthorizationServerException("x", Duration.ofSeconds(-2)));

        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "SERVER_ERROR"})
    void askWhenFailureIsPassingThenAskedOnceMore(Kind kind) {
        introspector.fails(new ServerTrouble(kind, "x"));

        assertThatExceptionOfType(ServerTrouble.class).isThrownBy(() -> guard().ask(introspector, "t"));

        assertThat(introspector.asked).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"UNREACHABLE", "SERVER_ERROR"})
    void askWhenRequestMayHaveArrivedThenNotAgain(Kind kind) {
        introspector.fails(new ServerTrouble(kind, "x"));

        assertThatExceptionOfType(ServerTrouble.class).isThrownBy(() -> guard().ask(introspector, "t"));

        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    void askWhenServerAsksForAPauseOrFailureIsForeignThenNotAgain() {
        introspector.fails(new ServerTrouble(Kind.SERVER_ERROR, "x", Duration.ofSeconds(1)));
        assertThatExceptionOfType(ServerTrouble.class).isThrownBy(() -> guard().ask(introspector, "t"));
        introspector.fails(new IllegalStateException());
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> guard().ask(introspector, "t"));

        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    void askWhenRetriesAreOffThenOnce() {
        introspector.fails(new ServerTrouble(Kind.UNREACHABLE, "x"));

        assertThatExceptionOfType(ServerTrouble.class)
                .isThrownBy(() -> guard("mfp.retry.max", "0").ask(introspector, "t"));

        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    void askWhenAnsweredThenAnswer() {
        assertThat(guard("mfp.retry.delay", "PT0S").ask(introspector, "t")).isEqualTo(new Inactive());
    }

    private Guard guard(String... keysAndValues) {
        Settings settings = TestSettings.with(keysAndValues);
        return new Guard(settings.guard(), settings.timeouts().total(), ticker);
    }

    private static void fail(Guard guard) {
        guard.enter();
        guard.failed(FAILURE);
        guard.leave();
    }

    private static void pause(Guard guard, Duration pause) {
        guard.enter();
        guard.failed(new AuthorizationServerException("busy", pause));
        guard.leave();
    }

    private static void assertRefused(Guard guard, Kind kind, Duration retryAfter) {
        assertThatExceptionOfType(ServerTrouble.class)
                .isThrownBy(guard::enter)
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(kind))
                .satisfies(trouble -> assertThat(trouble.getRetryAfter()).contains(retryAfter));
    }
}
