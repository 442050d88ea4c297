package io.github.mfpjaxrs.security.internal.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.internal.oauth.ServerTrouble.Kind;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.IntrospectionResult.Inactive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class GuardTest {

    private static final ServerTrouble TIMEOUT = new ServerTrouble(Kind.TIMEOUT, "late");
    private static final ServerTrouble SERVER_ERROR = new ServerTrouble(Kind.SERVER_ERROR, "answered 500");
    private static final IntrospectionResult ACTIVE =
            new IntrospectionResult.Active(DetachedValidation.token("RegisteredClient"));

    private final FakeTicker ticker = new FakeTicker();
    private final FakeIntrospector introspector = new FakeIntrospector();
    private final HandExecutor executor = new HandExecutor();
    private final TokenDigest digest = new TokenDigest("server");
    private int tokens;

    @Test
    void acquireWhenEveryPlaceIsTakenThenOverloadedUntilOneIsClosed() {
        Guard guard = guard("mfp.max-concurrent-introspections", "1", "mfp.max-queued-introspections", "1");
        acquire(guard);
        Guard.Permit second = acquire(guard);

        assertRefused(guard, Kind.OVERLOADED, Duration.ofSeconds(1));
        second.close();
        second.close();

        acquire(guard);
        assertRefused(guard, Kind.OVERLOADED, Duration.ofSeconds(1));
    }

    @Test
    void acquireWhenTooManyFailedThenCircuitIsOpenAndPlacesAreNotLost() {
        Guard guard = guard(
                "mfp.max-concurrent-introspections", "1",
                "mfp.max-queued-introspections", "0",
                "mfp.circuit-breaker.failures", "2",
                "mfp.circuit-breaker.window", "2",
                "mfp.circuit-breaker.delay", "PT0.1S");
        fail(guard, TIMEOUT);
        fail(guard, TIMEOUT);

        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(ServerTrouble.class)
                    .isThrownBy(() -> acquire(guard))
                    .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.CIRCUIT_OPEN))
                    .satisfies(trouble -> assertThat(trouble.getRetryAfter())
                            .get()
                            .satisfies(left -> assertThat(left).isLessThanOrEqualTo(Duration.ofMillis(100))));
        }
        await().untilAsserted(() -> assertThatCode(() -> acquire(guard)).doesNotThrowAnyException());
        assertRefused(guard, Kind.OVERLOADED, Duration.ofSeconds(1));
    }

    @Test
    void acquireWhenSuccessesComeBetweenThenCircuitStaysClosed() {
        Guard guard = breaker(2);

        for (int i = 0; i < 10; i++) {
            fail(guard, TIMEOUT);
            succeed(guard);
        }

        assertThat(guard.isCalm()).isTrue();
    }

    @Test
    void reportWhenItIsNotTheFirstThenItDoesNotCount() {
        Guard guard = breaker(1);
        Guard.Permit permit = acquire(guard);

        permit.succeeded(ACTIVE);
        permit.failed(TIMEOUT);

        assertThat(guard.isCalm()).isTrue();
    }

    @ParameterizedTest
    @Tag("R2")
    @EnumSource(names = {"BAD_ANSWER", "TOKEN_REFUSED"})
    void failedWhenResponseIsAboutItsTokenThenServerIsNotSuspected(Kind kind) {
        Guard guard = breaker(2);

        for (int i = 0; i < 50; i++) {
            fail(guard, new ServerTrouble(kind, "x", Duration.ofHours(1)));
        }

        assertThat(guard.isCalm()).isTrue();
    }

    @ParameterizedTest
    @Tag("R2")
    @EnumSource(names = {"TIMEOUT", "UNREACHABLE", "BROKEN_CONNECTION", "TLS"})
    void failedWhenThereIsNoResponseThenItCountsBesideGoodOnes(Kind kind) {
        Guard guard = breaker(2);
        succeed(guard);

        fail(guard, new ServerTrouble(kind, "x"));
        fail(guard, new ServerTrouble(kind, "x"));

        assertRefused(guard, Kind.CIRCUIT_OPEN);
    }

    @Test
    @Tag("R2")
    void failedWhenOwnTokenCannotBeHadThenItCountsAndNoTokenIsBlamed() {
        Guard guard = breaker(2);
        TokenKey key = newKey();
        ServerTrouble unusable = new ServerTrouble(Kind.BAD_ANSWER, "no access_token").beforeTheToken();

        fail(guard, key, unusable);
        fail(guard, key, unusable);

        assertRefused(guard, Kind.CIRCUIT_OPEN);
    }

    @Test
    @Tag("R2")
    void failedWhenServerErrorsMeetTokensBesideGoodOnesThenCircuitStaysClosed() {
        Guard guard = breaker(2);

        for (int i = 0; i < 50; i++) {
            succeed(guard);
            ticker.advance(Duration.ofSeconds(4));
            times(5, () -> fail(guard, SERVER_ERROR));
        }

        assertThat(guard.isCalm()).isTrue();
    }

    @Test
    @Tag("R2")
    void failedWhenServerErrorsMeetEveryTokenThenCircuitOpens() {
        Guard guard = breaker(2);
        succeed(guard);
        ticker.advance(Duration.ofSeconds(5));

        fail(guard, SERVER_ERROR);
        assertThat(guard.isCalm()).isTrue();
        fail(guard, SERVER_ERROR);

        assertRefused(guard, Kind.CIRCUIT_OPEN);
    }

    @Test
    @Tag("R2")
    @Tag("R3")
    void failedWhenServerErrorsMeetOneTokenAgainAndAgainThenTheyCountOnce() {
        Guard guard = breaker(2);
        TokenKey key = newKey();

        for (int i = 0; i < 10; i++) {
            fail(guard, key, SERVER_ERROR);
            ticker.advance(Duration.ofSeconds(3));
        }

        assertThat(guard.isCalm()).isTrue();
    }

    @Test
    @Tag("R2")
    void failedWhenTokensThatTheServerFailsOnAreTheProbesThenTheNextTokenIsTriedAtOnce() {
        Guard guard = breaker(3);
        fail(guard, TIMEOUT);
        fail(guard, TIMEOUT);
        fail(guard, TIMEOUT);
        awaitAdmission(guard).failed(SERVER_ERROR);

        fail(guard, SERVER_ERROR);
        succeed(guard);

        assertThat(guard.isCalm()).isTrue();
    }

    @Test
    @Tag("R2")
    void failedWhenServerFailsOnEachProbeThenCircuitOpensAgain() {
        Guard guard = breaker(2);
        fail(guard, TIMEOUT);
        fail(guard, TIMEOUT);
        awaitAdmission(guard).failed(SERVER_ERROR);

        fail(guard, SERVER_ERROR);

        assertRefused(guard, Kind.CIRCUIT_OPEN);
    }

    @ParameterizedTest
    @Tag("R2")
    @EnumSource(names = {"BAD_ANSWER", "TOKEN_REFUSED", "THROTTLED", "CREDENTIALS_REJECTED"})
    void failedWhenProbeGetsAnyOtherResponseThenServerIsBack(Kind kind) {
        Guard guard = breaker(1);
        fail(guard, TIMEOUT);

        awaitAdmission(guard).failed(new ServerTrouble(kind, "x"));

        assertThat(guard.isCalm()).isTrue();
    }

    @ParameterizedTest
    @Tag("R3")
    @EnumSource(names = {"BAD_ANSWER", "TOKEN_REFUSED", "SERVER_ERROR"})
    void acquireWhenTokenFailedAMomentAgoThenRefusedForItAlone(Kind kind) {
        Guard guard = guard();
        TokenKey failed = newKey();

        fail(guard, failed, new ServerTrouble(kind, "x"));

        assertRefused(guard, failed, Kind.TOKEN_FAILED, Duration.ofSeconds(3));
        assertThatCode(() -> acquire(guard)).doesNotThrowAnyException();
        ticker.advance(Duration.ofSeconds(3).minusMillis(1));
        assertRefused(guard, failed, Kind.TOKEN_FAILED, Duration.ofMillis(1));
        ticker.advance(Duration.ofMillis(1));
        assertThatCode(() -> guard.acquire(failed)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @Tag("R3")
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"BAD_ANSWER", "TOKEN_REFUSED", "SERVER_ERROR", "CREDENTIALS_REJECTED"})
    void acquireWhenServerGaveNoResponseForTokenThenItIsAskedAboutAgain(Kind kind) {
        Guard guard = guard();
        TokenKey key = newKey();

        fail(guard, key, new ServerTrouble(kind, "x"));

        assertThatCode(() -> guard.acquire(key)).doesNotThrowAnyException();
    }

    @Test
    @Tag("R1")
    void failedWhenCredentialsAreRejectedWithoutAPauseThenTheTokenAloneIsLeftAlone() {
        Guard guard = breaker(1);
        TokenKey failed = newKey();

        fail(guard, failed, new ServerTrouble(Kind.CREDENTIALS_REJECTED, "x"));

        assertThat(guard.isCalm()).isTrue();
        assertRefused(guard, failed, Kind.TOKEN_FAILED, Duration.ofSeconds(3));
    }

    @Test
    @Tag("R3")
    void acquireWhenPauseOfFailedTokensIsOffThenAskedAgainAtOnce() {
        Guard guard = guard("mfp.introspection.failed-token-pause", "PT0S");
        TokenKey key = newKey();

        fail(guard, key, SERVER_ERROR);

        assertThatCode(() -> guard.acquire(key)).doesNotThrowAnyException();
    }

    @Test
    @Tag("R3")
    void failedWhenTokenIsLeftAloneThenThoseWhoWaitAreToldHowLong() {
        Guard guard = guard("mfp.introspection.failed-token-pause", "PT7S");

        Throwable told = acquire(guard).failed(SERVER_ERROR);

        assertThat(told).isInstanceOfSatisfying(ServerTrouble.class, trouble -> {
            assertThat(trouble.getRetryAfter()).contains(Duration.ofSeconds(7));
            assertThat(trouble.kind()).isEqualTo(Kind.SERVER_ERROR);
        });
    }

    @Test
    @Tag("R4")
    void acquireWhenNewTokensTakeAllTheyMayThenKnownOnesHaveRoom() {
        Guard guard = guard("mfp.max-concurrent-introspections", "4", "mfp.max-queued-introspections", "4");
        TokenKey known = newKey();
        succeed(guard, known);
        executor.hold();

        times(6, () -> acquire(guard).execute(() -> {}, failure -> {}));

        assertRefused(guard, Kind.OVERLOADED, Duration.ofSeconds(1));
        List<String> ran = new ArrayList<>();
        guard.acquire(known).execute(() -> ran.add("known"), failure -> {});
        assertThatCode(() -> guard.acquire(known)).doesNotThrowAnyException();
        // Three of the new ones have a thread; the others wait, and not before the known one.
        assertThat(executor.waiting()).isEqualTo(4);
        times(4, executor::runOne);
        assertThat(ran).containsExactly("known");
    }

    @Test
    @Tag("R4")
    void acquireWhenTokenTurnedInactiveThenItIsNewAgain() {
        Guard guard = guard("mfp.max-concurrent-introspections", "4", "mfp.max-queued-introspections", "0");
        TokenKey known = newKey();
        succeed(guard, known);
        try (Guard.Permit permit = guard.acquire(known)) {
            permit.succeeded(new Inactive());
        }

        times(3, () -> acquire(guard));

        assertRefused(guard, known, Kind.OVERLOADED, Duration.ofSeconds(1));
    }

    @Test
    void executeWhenExecutorRefusesThenToldAndPlaceIsGivenBack() {
        List<Throwable> told = new ArrayList<>();
        Settings settings =
                TestSettings.with("mfp.max-concurrent-introspections", "1", "mfp.max-queued-introspections", "0");
        Guard guard = new Guard(
                settings,
                introspector,
                task -> {
                    throw new RejectedExecutionException();
                },
                ticker);

        times(3, () -> acquire(guard).execute(() -> {}, told::add));

        assertThat(told)
                .hasSize(3)
                .allSatisfy(
                        failure -> assertThat(((ServerTrouble) failure).kind()).isEqualTo(Kind.OVERLOADED));
    }

    @Test
    void resetWhenServerWasInTroubleThenAsAfterAStart() {
        Guard guard = breaker(1);
        TokenKey failed = newKey();
        fail(guard, failed, new ServerTrouble(Kind.BAD_ANSWER, "x"));
        fail(guard, new AuthorizationServerException("busy", Duration.ofSeconds(9)));

        guard.reset();

        assertThat(guard.isCalm()).isTrue();
        assertThatCode(() -> guard.acquire(failed)).doesNotThrowAnyException();
    }

    @Test
    void resetWhenFailuresWereCountedThenTheyNoLongerAre() {
        Guard guard = breaker(2);
        fail(guard, TIMEOUT);

        guard.reset();
        fail(guard, TIMEOUT);

        assertThat(guard.isCalm()).isTrue();
    }

    @Test
    void acquireWhenServerAskedForAPauseThenRefusedUntilItIsOver() {
        Guard guard = guard();
        pause(guard, Duration.ofSeconds(5));

        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofSeconds(5));
        ticker.advance(Duration.ofSeconds(5).minusNanos(1));
        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofNanos(1));
        ticker.advance(Duration.ofNanos(1));

        assertThatCode(() -> acquire(guard)).doesNotThrowAnyException();
    }

    @Test
    void acquireWhenPauseIsLongerThanConfiguredThenCutOff() {
        Guard guard = guard("mfp.retry-after.max", "PT20S", "mfp.client-rejected.pause", "PT10S");
        pause(guard, Duration.ofSeconds(Long.MAX_VALUE));

        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofSeconds(20));
    }

    @Test
    void acquireWhenAShorterPauseFollowsThenTheLongerOneCounts() {
        Guard guard = guard();
        Guard.Permit one = acquire(guard);
        Guard.Permit two = acquire(guard);
        pause(guard, Duration.ofSeconds(9));
        one.failed(new AuthorizationServerException("x", Duration.ofSeconds(2)));
        two.failed(new AuthorizationServerException("x", Duration.ofSeconds(-2)));

        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofSeconds(9));
    }

    @Test
    @Tag("R2")
    void failedWhenServerErrorNamesATimeWhileOthersAreServedThenNoPauseForAll() {
        Guard guard = guard();
        Guard.Permit unlucky = acquire(guard);
        ticker.advance(Duration.ofMillis(1));
        succeed(guard);

        unlucky.failed(new ServerTrouble(Kind.SERVER_ERROR, "x", Duration.ofSeconds(60)));

        assertThat(guard.isCalm()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "SERVER_ERROR"})
    void introspectWhenFailureIsPassingThenAskedOnceMore(Kind kind) {
        introspector.fails(new ServerTrouble(kind, "x"));

        assertThatExceptionOfType(ServerTrouble.class)
                .isThrownBy(() -> acquire(guard()).introspect("t"));

        assertThat(introspector.asked).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"UNREACHABLE", "SERVER_ERROR"})
    void introspectWhenRequestMayHaveArrivedThenNotAgain(Kind kind) {
        introspector.fails(new ServerTrouble(kind, "x"));

        assertThatExceptionOfType(ServerTrouble.class)
                .isThrownBy(() -> acquire(guard()).introspect("t"));

        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    void introspectWhenServerAsksForAPauseOrFailureIsForeignThenNotAgain() {
        introspector.fails(new ServerTrouble(Kind.SERVER_ERROR, "x", Duration.ofSeconds(1)));
        assertThatExceptionOfType(ServerTrouble.class)
                .isThrownBy(() -> acquire(guard()).introspect("t"));
        introspector.fails(new IllegalStateException());
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> acquire(guard()).introspect("t"));

        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    void introspectWhenRetriesAreOffThenOnce() {
        introspector.fails(new ServerTrouble(Kind.UNREACHABLE, "x"));

        assertThatExceptionOfType(ServerTrouble.class)
                .isThrownBy(() -> acquire(guard("mfp.retry.max", "0")).introspect("t"));

        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    void introspectWhenAnsweredThenAnswer() {
        assertThat(acquire(guard("mfp.retry.delay", "PT0S")).introspect("t")).isEqualTo(new Inactive());
    }

    private Guard guard(String... keysAndValues) {
        return new Guard(TestSettings.with(keysAndValues), introspector, executor, ticker);
    }

    /** Opens after so many failures in a row, for a moment. */
    private Guard breaker(int failures) {
        return guard(
                "mfp.circuit-breaker.failures", String.valueOf(failures),
                "mfp.circuit-breaker.window", String.valueOf(failures),
                "mfp.circuit-breaker.delay", "PT0.2S");
    }

    private TokenKey newKey() {
        return digest.keyOf(BearerToken.of("token" + tokens++));
    }

    private Guard.Permit acquire(Guard guard) {
        return guard.acquire(newKey());
    }

    private Guard.Permit awaitAdmission(Guard guard) {
        return await().until(
                        () -> {
                            try {
                                return acquire(guard);
                            } catch (ServerTrouble notYet) {
                                return null;
                            }
                        },
                        permit -> permit != null);
    }

    private void fail(Guard guard, Throwable failure) {
        fail(guard, newKey(), failure);
    }

    private static void fail(Guard guard, TokenKey key, Throwable failure) {
        try (Guard.Permit permit = guard.acquire(key)) {
            permit.failed(failure);
        }
    }

    private void succeed(Guard guard) {
        succeed(guard, newKey());
    }

    private static void succeed(Guard guard, TokenKey key) {
        try (Guard.Permit permit = guard.acquire(key)) {
            permit.succeeded(ACTIVE);
        }
    }

    private void pause(Guard guard, Duration pause) {
        fail(guard, new AuthorizationServerException("busy", pause));
    }

    private void assertRefused(Guard guard, Kind kind) {
        assertThatExceptionOfType(ServerTrouble.class)
                .isThrownBy(() -> acquire(guard))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(kind));
    }

    private void assertRefused(Guard guard, Kind kind, Duration retryAfter) {
        assertRefused(guard, newKey(), kind, retryAfter);
    }

    private static void assertRefused(Guard guard, TokenKey key, Kind kind, Duration retryAfter) {
        assertThatExceptionOfType(ServerTrouble.class)
                .isThrownBy(() -> guard.acquire(key))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(kind))
                .satisfies(trouble -> assertThat(trouble.getRetryAfter()).contains(retryAfter));
    }

    private static void times(int count, Runnable action) {
        for (int i = 0; i < count; i++) {
            action.run();
        }
    }
}
