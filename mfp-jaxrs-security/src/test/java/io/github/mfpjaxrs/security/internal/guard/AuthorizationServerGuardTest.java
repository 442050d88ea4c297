package io.github.mfpjaxrs.security.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.catalogue.LogRecorder;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.decision.DetachedValidation;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeIntrospector;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.HandExecutor;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure.Kind;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.IntrospectionResult.Inactive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class AuthorizationServerGuardTest {

    private static final AuthorizationServerFailure TIMEOUT = new AuthorizationServerFailure(Kind.TIMEOUT, "late");
    private static final AuthorizationServerFailure SERVER_ERROR =
            new AuthorizationServerFailure(Kind.SERVER_ERROR, "answered 500");
    private static final IntrospectionResult ACTIVE =
            new IntrospectionResult.Active(DetachedValidation.token("RegisteredClient"));

    private final FakeTicker ticker = new FakeTicker();
    private final FakeClock clock = new FakeClock();
    private final FakeIntrospector introspector = new FakeIntrospector();
    private final HandExecutor executor = new HandExecutor();
    private final TokenDigest digest = new TokenDigest("server");
    private int tokens;

    @Test
    void acquireWhenEveryPlaceIsTakenThenOverloadedUntilOneIsClosed() {
        AuthorizationServerGuard guard =
                guard("mfp.introspection.max-concurrent", "1", "mfp.introspection.max-queued", "1");
        acquire(guard);
        AuthorizationServerGuard.Permit second = acquire(guard);

        assertRefused(guard, Kind.OVERLOADED, Duration.ofSeconds(1));
        second.close();
        second.close();

        acquire(guard);
        assertRefused(guard, Kind.OVERLOADED, Duration.ofSeconds(1));
    }

    @Test
    void acquireWhenTooManyFailedThenCircuitIsOpenAndPlacesAreNotLost() {
        AuthorizationServerGuard guard = guard(
                "mfp.introspection.max-concurrent", "1",
                "mfp.introspection.max-queued", "0",
                "mfp.circuit-breaker.failures", "2",
                "mfp.circuit-breaker.window", "2",
                "mfp.circuit-breaker.delay", "PT0.1S");
        fail(guard, TIMEOUT);
        fail(guard, TIMEOUT);

        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(AuthorizationServerFailure.class)
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
        AuthorizationServerGuard guard = breaker(2);

        for (int i = 0; i < 10; i++) {
            fail(guard, TIMEOUT);
            succeed(guard);
        }

        assertThat(guard.isHealthy()).isTrue();
    }

    @Test
    void reportWhenItIsNotTheFirstThenItDoesNotCount() {
        AuthorizationServerGuard guard = breaker(1);
        AuthorizationServerGuard.Permit permit = acquire(guard);

        permit.succeeded(ACTIVE);
        permit.failed(TIMEOUT);

        assertThat(guard.isHealthy()).isTrue();
    }

    @ParameterizedTest
    @Tag("R2")
    @EnumSource(names = {"BAD_ANSWER", "TOKEN_REFUSED"})
    void failedWhenResponseIsAboutItsTokenThenServerIsNotSuspected(Kind kind) {
        AuthorizationServerGuard guard = breaker(2);

        for (int i = 0; i < 50; i++) {
            fail(guard, new AuthorizationServerFailure(kind, "x", Duration.ofHours(1)));
        }

        assertThat(guard.isHealthy()).isTrue();
    }

    @ParameterizedTest
    @Tag("R2")
    @EnumSource(names = {"TIMEOUT", "UNREACHABLE", "BROKEN_CONNECTION", "TLS"})
    void failedWhenThereIsNoResponseThenItCountsBesideGoodOnes(Kind kind) {
        AuthorizationServerGuard guard = breaker(2);
        succeed(guard);

        fail(guard, new AuthorizationServerFailure(kind, "x"));
        fail(guard, new AuthorizationServerFailure(kind, "x"));

        assertRefused(guard, Kind.CIRCUIT_OPEN);
    }

    @ParameterizedTest
    @Tag("R2")
    @EnumSource(names = {"TIMEOUT", "UNREACHABLE", "BROKEN_CONNECTION", "TLS", "BAD_ANSWER"})
    void failedWhenManyWaitedForOneRequestThenItCountsOnce(Kind kind) {
        AuthorizationServerGuard guard = breaker(2);
        AuthorizationServerFailure failure = new AuthorizationServerFailure(kind, "x").beforeIntrospection();

        fail(guard, failure);
        times(10, () -> fail(guard, failure.secondHand().beforeIntrospection()));
        assertThat(guard.isHealthy()).isTrue();
        fail(guard, failure);

        assertRefused(guard, Kind.CIRCUIT_OPEN);
    }

    @Test
    @Tag("R2")
    void failedWhenProbeWaitedForAnothersRequestThenCircuitOpensAgain() {
        AuthorizationServerGuard guard = brieflyOpening(1);
        fail(guard, TIMEOUT);

        awaitAdmission(guard).failed(TIMEOUT.secondHand());

        assertRefused(guard, Kind.CIRCUIT_OPEN);
    }

    @Test
    @Tag("R2")
    void failedWhenOwnTokenCannotBeHadThenItCountsAndNoTokenIsBlamed() {
        AuthorizationServerGuard guard = breaker(2);
        TokenKey key = newKey();
        AuthorizationServerFailure unusable =
                new AuthorizationServerFailure(Kind.BAD_ANSWER, "no access_token").beforeIntrospection();

        fail(guard, key, unusable);
        fail(guard, key, unusable);

        assertRefused(guard, Kind.CIRCUIT_OPEN);
    }

    @Test
    @Tag("R2")
    void failedWhenServerErrorsMeetTokensBesideGoodOnesThenCircuitStaysClosed() {
        AuthorizationServerGuard guard = breaker(2);

        for (int i = 0; i < 50; i++) {
            succeed(guard);
            ticker.advance(Duration.ofSeconds(4));
            times(5, () -> fail(guard, SERVER_ERROR));
        }

        assertThat(guard.isHealthy()).isTrue();
    }

    @Test
    @Tag("R2")
    void failedWhenServerErrorsMeetEveryTokenThenCircuitOpens() {
        AuthorizationServerGuard guard = breaker(2);
        succeed(guard);
        ticker.advance(Duration.ofSeconds(5));

        fail(guard, SERVER_ERROR);
        assertThat(guard.isHealthy()).isTrue();
        fail(guard, SERVER_ERROR);

        assertRefused(guard, Kind.CIRCUIT_OPEN);
    }

    @Test
    @Tag("R2")
    @Tag("R3")
    void failedWhenServerErrorsMeetOneTokenAgainAndAgainThenTheyCountOnce() {
        AuthorizationServerGuard guard = breaker(2);
        TokenKey key = newKey();

        for (int i = 0; i < 10; i++) {
            fail(guard, key, SERVER_ERROR);
            ticker.advance(Duration.ofSeconds(3));
        }

        assertThat(guard.isHealthy()).isTrue();
    }

    @Test
    @Tag("R2")
    void failedWhenTokensThatTheServerFailsOnAreTheProbesThenTheNextTokenIsTriedAtOnce() {
        AuthorizationServerGuard guard = brieflyOpening(3);
        fail(guard, TIMEOUT);
        fail(guard, TIMEOUT);
        fail(guard, TIMEOUT);
        awaitAdmission(guard).failed(SERVER_ERROR);

        fail(guard, SERVER_ERROR);
        succeed(guard);

        assertThat(guard.isHealthy()).isTrue();
    }

    @Test
    @Tag("R2")
    void failedWhenServerFailsOnEachProbeThenCircuitOpensAgain() {
        AuthorizationServerGuard guard = brieflyOpening(2);
        fail(guard, TIMEOUT);
        fail(guard, TIMEOUT);
        awaitAdmission(guard).failed(SERVER_ERROR);

        fail(guard, SERVER_ERROR);

        assertRefused(guard, Kind.CIRCUIT_OPEN);
        awaitAdmission(guard).failed(SERVER_ERROR);
        assertThatCode(() -> succeed(guard)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @Tag("R2")
    @EnumSource(names = {"BAD_ANSWER", "TOKEN_REFUSED", "THROTTLED", "CREDENTIALS_REJECTED"})
    void failedWhenProbeGetsAnyOtherResponseThenServerIsBack(Kind kind) {
        AuthorizationServerGuard guard = brieflyOpening(1);
        fail(guard, TIMEOUT);

        awaitAdmission(guard).failed(new AuthorizationServerFailure(kind, "x"));

        assertThat(guard.isHealthy()).isTrue();
    }

    @ParameterizedTest
    @Tag("R3")
    @EnumSource(names = {"BAD_ANSWER", "TOKEN_REFUSED", "SERVER_ERROR"})
    void acquireWhenTokenFailedAMomentAgoThenRefusedForItAlone(Kind kind) {
        AuthorizationServerGuard guard = guard();
        TokenKey failed = newKey();

        fail(guard, failed, new AuthorizationServerFailure(kind, "x"));

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
        AuthorizationServerGuard guard = guard();
        TokenKey key = newKey();

        fail(guard, key, new AuthorizationServerFailure(kind, "x"));

        assertThatCode(() -> guard.acquire(key)).doesNotThrowAnyException();
    }

    @Test
    @Tag("R1")
    void failedWhenCredentialsAreRejectedWithoutAPauseThenTheTokenAloneIsLeftAlone() {
        AuthorizationServerGuard guard = breaker(1);
        TokenKey failed = newKey();

        fail(guard, failed, new AuthorizationServerFailure(Kind.CREDENTIALS_REJECTED, "x"));

        assertThat(guard.isHealthy()).isTrue();
        assertRefused(guard, failed, Kind.TOKEN_FAILED, Duration.ofSeconds(3));
    }

    @Test
    @Tag("R3")
    void acquireWhenPauseOfPausedTokensIsOffThenAskedAgainAtOnce() {
        AuthorizationServerGuard guard = guard("mfp.introspection.failed-token-pause", "PT0S");
        TokenKey key = newKey();

        fail(guard, key, SERVER_ERROR);

        assertThatCode(() -> guard.acquire(key)).doesNotThrowAnyException();
    }

    @Test
    @Tag("R3")
    void failedWhenTokenIsLeftAloneThenThoseWhoWaitAreToldHowLong() {
        AuthorizationServerGuard guard = guard("mfp.introspection.failed-token-pause", "PT7S");

        Throwable told = acquire(guard).failed(SERVER_ERROR);

        assertThat(told).isInstanceOfSatisfying(AuthorizationServerFailure.class, trouble -> {
            assertThat(trouble.getRetryAfter()).contains(Duration.ofSeconds(7));
            assertThat(trouble.kind()).isEqualTo(Kind.SERVER_ERROR);
        });
    }

    @Test
    @Tag("R4")
    void acquireWhenNewTokensTakeAllTheyMayThenKnownOnesHaveRoom() {
        AuthorizationServerGuard guard =
                guard("mfp.introspection.max-concurrent", "4", "mfp.introspection.max-queued", "4");
        TokenKey known = newKey();
        succeed(guard, known);
        executor.hold();

        times(6, () -> acquire(guard).execute(() -> {}, failure -> {}));

        assertRefused(guard, Kind.OVERLOADED, Duration.ofSeconds(1));
        List<String> ran = new ArrayList<>();
        guard.acquire(known).execute(() -> ran.add("known"), failure -> {});
        assertThatCode(() -> guard.acquire(known)).doesNotThrowAnyException();
        // Three of the new tokens have a thread. The requests of the others wait, but not ahead of the known token.
        assertThat(executor.waiting()).isEqualTo(4);
        times(4, executor::runOne);
        assertThat(ran).containsExactly("known");
    }

    @Test
    @Tag("R4")
    void acquireWhenTokenTurnedInactiveThenItIsNewAgain() {
        AuthorizationServerGuard guard =
                guard("mfp.introspection.max-concurrent", "4", "mfp.introspection.max-queued", "0");
        TokenKey known = newKey();
        succeed(guard, known);
        try (AuthorizationServerGuard.Permit permit = guard.acquire(known)) {
            permit.succeeded(new Inactive());
        }

        times(3, () -> acquire(guard));

        assertRefused(guard, known, Kind.OVERLOADED, Duration.ofSeconds(1));
    }

    @Test
    void executeWhenExecutorRefusesThenToldAndPlaceIsGivenBack() {
        List<Throwable> told = new ArrayList<>();
        Settings settings =
                TestSettings.with("mfp.introspection.max-concurrent", "1", "mfp.introspection.max-queued", "0");
        AuthorizationServerGuard guard = new AuthorizationServerGuard(
                settings,
                introspector,
                task -> {
                    throw new RejectedExecutionException();
                },
                ticker,
                clock);

        times(3, () -> acquire(guard).execute(() -> {}, told::add));

        assertThat(told)
                .hasSize(3)
                .allSatisfy(failure -> assertThat(((AuthorizationServerFailure) failure).kind())
                        .isEqualTo(Kind.OVERLOADED));
    }

    @Test
    @Tag("R2")
    void failedWhenServerHasNeverAnsweredThenServerErrorsCount() {
        AuthorizationServerGuard guard = breaker(2);

        fail(guard, SERVER_ERROR);
        fail(guard, SERVER_ERROR);

        assertThat(guard.isHealthy()).isFalse();
        assertThat(guard.status().failure()).isPresent();
    }

    @Test
    @Tag("R2")
    void failedWhenServerErrorComesFiveSecondsAfterAGoodResponseThenServerIsSuspected() {
        AuthorizationServerGuard guard = guard();
        succeed(guard);

        ticker.advance(Duration.ofSeconds(5).minusNanos(1));
        fail(guard, SERVER_ERROR);
        assertThat(guard.status().failure()).isEmpty();
        ticker.advance(Duration.ofNanos(1));
        fail(guard, SERVER_ERROR);

        assertThat(guard.status().failure()).isPresent();
    }

    @Test
    @Tag("R2")
    void failedWhenServerErrorNamesATimeAndNobodyElseIsServedThenPauseForAll() {
        AuthorizationServerGuard guard = guard();

        fail(guard, new AuthorizationServerFailure(Kind.SERVER_ERROR, "x", Duration.ofSeconds(7)));

        assertThat(guard.isHealthy()).isFalse();
        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofSeconds(7));
    }

    @Test
    @Tag("R2")
    void failedWhenProbesMetServerErrorsBeforeASuccessThenTheyNoLongerCount() {
        AuthorizationServerGuard guard = brieflyOpening(2);
        fail(guard, TIMEOUT);
        fail(guard, TIMEOUT);
        awaitAdmission(guard).failed(SERVER_ERROR);
        succeed(guard);
        ticker.advance(Duration.ofSeconds(5));
        fail(guard, TIMEOUT);
        fail(guard, TIMEOUT);

        awaitAdmission(guard).failed(SERVER_ERROR);

        assertThatCode(() -> succeed(guard)).doesNotThrowAnyException();
        assertThat(guard.isHealthy()).isTrue();
    }

    @Test
    void failedWhenProbeCouldNotBeSentThenCircuitOpensAgain() {
        AuthorizationServerGuard guard = brieflyOpening(1);
        fail(guard, TIMEOUT);

        awaitAdmission(guard).failed(new AuthorizationServerFailure(Kind.OVERLOADED, "x"));

        assertRefused(guard, Kind.CIRCUIT_OPEN);
        assertThat(awaitAdmission(guard)).isNotNull();
    }

    @Test
    void failedWhenRequestCouldNotBeSentThenServerIsNotSuspected() {
        AuthorizationServerGuard guard = breaker(1);

        fail(guard, new AuthorizationServerFailure(Kind.OVERLOADED, "x"));

        assertThat(guard.isHealthy()).isTrue();
    }

    @Test
    void failedWhenItIsNotTheFirstReportThenTheGivenFailureIsReturned() {
        AuthorizationServerGuard.Permit permit = acquire(guard());
        permit.succeeded(ACTIVE);

        assertThat(permit.failed(TIMEOUT)).isSameAs(TIMEOUT);
    }

    @Test
    @Tag("O1")
    void withdrawWhenProbeSentNothingThenTheNextRequestIsTheProbe() {
        AuthorizationServerGuard guard = brieflyOpening(1);
        fail(guard, TIMEOUT);

        awaitAdmission(guard).withdraw();

        assertThatCode(() -> succeed(guard)).doesNotThrowAnyException();
        assertThat(guard.isHealthy()).isTrue();
    }

    @Test
    @Tag("O1")
    void withdrawWhenCircuitIsClosedThenItStaysClosed() {
        AuthorizationServerGuard guard = breaker(1);

        acquire(guard).withdraw();

        assertThat(guard.isHealthy()).isTrue();
    }

    @Test
    @Tag("R3")
    void succeededWhenAnotherRequestHadPausedTheTokenThenItIsNoLongerPaused() {
        AuthorizationServerGuard guard = guard();
        TokenKey key = newKey();
        AuthorizationServerGuard.Permit second = guard.acquire(key);
        fail(guard, key, SERVER_ERROR);

        second.succeeded(ACTIVE);

        assertThatCode(() -> guard.acquire(key)).doesNotThrowAnyException();
    }

    @Test
    void executeWhenNoThreadIsToBeHadThenTheReasonIsTold() {
        assertThat(reasonFor(new RejectedExecutionException())).isEqualTo("the application is stopping");
        assertThat(reasonFor(new OutOfMemoryError("as the test wants it"))).isEqualTo("no thread is available");
    }

    private String reasonFor(Throwable thrown) {
        List<AuthorizationServerFailure> told = new ArrayList<>();
        AuthorizationServerGuard guard = new AuthorizationServerGuard(
                TestSettings.with(),
                introspector,
                task -> {
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) thrown;
                },
                ticker,
                clock);

        acquire(guard).execute(() -> {}, told::add);

        return told.get(0).getMessage();
    }

    @Test
    @Tag("G11")
    void reportWhenServerFailsAndRecoversThenLogged() {
        LogRecorder log = LogRecorder.attach();
        try {
            AuthorizationServerGuard guard = breaker(10);
            fail(guard, TIMEOUT);
            fail(guard, new AuthorizationServerFailure(Kind.TOKEN_REFUSED, "x"));
            fail(guard, SERVER_ERROR);
            assertThatExceptionOfType(AuthorizationServerFailure.class).isThrownBy(() -> guard.acquire(paused(guard)));
            ticker.advance(Duration.ofSeconds(30));
            succeed(guard);
            fail(guard, new AuthorizationServerFailure(Kind.BAD_ANSWER, "x"));

            assertThat(log.ours(Level.ALL).stream().map(LogRecorder.Line::text).toList())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("Introspection fails at")
                                    .contains("(TIMEOUT)"),
                            line -> assertThat(line)
                                    .startsWith("Introspection fails for one token at")
                                    .contains("(TOKEN_REFUSED)"),
                            line -> assertThat(line)
                                    .startsWith("Introspection fails at")
                                    .contains("(SERVER_ERROR)"),
                            line -> assertThat(line).contains("(TOKEN_FAILED)"),
                            line -> assertThat(line).contains("answers again"),
                            line -> assertThat(line)
                                    .startsWith("Introspection fails for one token at")
                                    .contains("(BAD_ANSWER)"));
        } finally {
            log.detach();
        }
    }

    private TokenKey paused(AuthorizationServerGuard guard) {
        TokenKey key = newKey();
        fail(guard, key, SERVER_ERROR);
        return key;
    }

    @Test
    @Tag("R2")
    void resetWhenProbesMetServerErrorsThenTheyNoLongerCount() {
        AuthorizationServerGuard guard = brieflyOpening(2);
        fail(guard, TIMEOUT);
        fail(guard, TIMEOUT);
        awaitAdmission(guard).failed(SERVER_ERROR);

        guard.reset();

        fail(guard, TIMEOUT);
        fail(guard, TIMEOUT);
        awaitAdmission(guard).failed(SERVER_ERROR);
        assertThatCode(() -> succeed(guard)).doesNotThrowAnyException();
    }

    @Test
    void resetWhenServerFailedThenNothingOfItIsKnownOrCounted() {
        AuthorizationServerGuard guard =
                guard("mfp.introspection.max-concurrent", "4", "mfp.introspection.max-queued", "0");
        TokenKey known = newKey();
        succeed(guard, known);
        fail(guard, TIMEOUT);
        LogRecorder log = LogRecorder.attach();
        try {
            guard.reset();

            assertThat(guard.status().state()).isEqualTo(AuthorizationServerStatus.State.UNKNOWN);
            assertThat(guard.status().lastSuccess()).isEmpty();
            fail(guard, TIMEOUT);
            assertThat(log.ours(Level.WARNING)).hasSize(1);
            // The good response was forgotten, so the server itself is suspected.
            fail(guard, SERVER_ERROR);
            assertThat(guard.status().failure())
                    .get()
                    .extracting(AuthorizationServerStatus.Failure::kind)
                    .isEqualTo(FailureKind.SERVER_ERROR);
            // The known token was forgotten, so it may not use the place reserved for known tokens.
            times(3, () -> acquire(guard));
            assertRefused(guard, known, Kind.OVERLOADED, Duration.ofSeconds(1));
        } finally {
            log.detach();
        }
    }

    @Test
    void resetWhenServerWasInTroubleThenAsAfterAStart() {
        AuthorizationServerGuard guard = breaker(1);
        TokenKey failed = newKey();
        fail(guard, failed, new AuthorizationServerFailure(Kind.BAD_ANSWER, "x"));
        fail(guard, new AuthorizationServerException("busy", Duration.ofSeconds(9)));

        guard.reset();

        assertThat(guard.isHealthy()).isTrue();
        assertThatCode(() -> guard.acquire(failed)).doesNotThrowAnyException();
    }

    @Test
    void resetWhenIntrospectionsAreInProgressThenTheirOutcomesAreNotRecorded() {
        AuthorizationServerGuard guard = breaker(1);
        TokenKey inTrouble = newKey();
        AuthorizationServerGuard.Permit broken = acquire(guard);
        AuthorizationServerGuard.Permit throttled = acquire(guard);
        AuthorizationServerGuard.Permit unusable = guard.acquire(inTrouble);
        AuthorizationServerGuard.Permit good = acquire(guard);

        guard.reset();
        broken.failed(TIMEOUT);
        throttled.failed(new AuthorizationServerFailure(Kind.THROTTLED, "busy", Duration.ofSeconds(9)));
        unusable.failed(new AuthorizationServerFailure(Kind.BAD_ANSWER, "x"));
        good.succeeded(ACTIVE);

        assertThat(guard.isHealthy()).isTrue();
        assertThat(guard.status().state()).isEqualTo(AuthorizationServerStatus.State.UNKNOWN);
        assertThatCode(() -> guard.acquire(inTrouble)).doesNotThrowAnyException();
    }

    @Test
    void resetWhenRequestsComeMeanwhileThenNoneIsRefused() throws Exception {
        AuthorizationServerGuard guard = guard();
        AtomicBoolean done = new AtomicBoolean();
        Thread resetting = new Thread(() -> {
            while (!done.get()) {
                guard.reset();
            }
        });
        resetting.start();

        try {
            for (int i = 0; i < 20_000; i++) {
                acquire(guard).close();
            }
        } finally {
            done.set(true);
            resetting.join();
        }
    }

    @Test
    void resetWhenFailuresWereCountedThenTheyNoLongerAre() {
        AuthorizationServerGuard guard = breaker(2);
        fail(guard, TIMEOUT);

        guard.reset();
        fail(guard, TIMEOUT);

        assertThat(guard.isHealthy()).isTrue();
    }

    @Test
    void acquireWhenServerAskedForAPauseThenRefusedUntilItIsOver() {
        AuthorizationServerGuard guard = guard();
        pause(guard, Duration.ofSeconds(5));

        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofSeconds(5));
        ticker.advance(Duration.ofSeconds(5).minusNanos(1));
        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofNanos(1));
        ticker.advance(Duration.ofNanos(1));

        assertThatCode(() -> acquire(guard)).doesNotThrowAnyException();
    }

    @Test
    void acquireWhenPauseIsLongerThanConfiguredThenCutOff() {
        AuthorizationServerGuard guard =
                guard("mfp.retry.max-retry-after", "PT20S", "mfp.introspection.client-rejected-pause", "PT10S");
        pause(guard, Duration.ofSeconds(Long.MAX_VALUE));

        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofSeconds(20));
    }

    @Test
    void acquireWhenAShorterPauseFollowsThenTheLongerOneCounts() {
        AuthorizationServerGuard guard = guard();
        AuthorizationServerGuard.Permit one = acquire(guard);
        AuthorizationServerGuard.Permit two = acquire(guard);
        pause(guard, Duration.ofSeconds(9));
        one.failed(new AuthorizationServerException("x", Duration.ofSeconds(2)));
        two.failed(new AuthorizationServerException("x", Duration.ofSeconds(-2)));

        assertRefused(guard, Kind.CIRCUIT_OPEN, Duration.ofSeconds(9));
    }

    @Test
    @Tag("R2")
    void failedWhenServerErrorNamesATimeWhileOthersAreServedThenNoPauseForAll() {
        AuthorizationServerGuard guard = guard();
        AuthorizationServerGuard.Permit unlucky = acquire(guard);
        ticker.advance(Duration.ofMillis(1));
        succeed(guard);

        unlucky.failed(new AuthorizationServerFailure(Kind.SERVER_ERROR, "x", Duration.ofSeconds(60)));

        assertThat(guard.isHealthy()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "SERVER_ERROR"})
    void introspectWhenFailureIsPassingThenAskedOnceMore(Kind kind) {
        introspector.fails(new AuthorizationServerFailure(kind, "x"));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> acquire(guard()).introspect("t"));

        assertThat(introspector.asked).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"UNREACHABLE", "SERVER_ERROR"})
    void introspectWhenRequestMayHaveArrivedThenNotAgain(Kind kind) {
        introspector.fails(new AuthorizationServerFailure(kind, "x"));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> acquire(guard()).introspect("t"));

        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    void introspectWhenServerAsksForAPauseOrFailureIsForeignThenNotAgain() {
        introspector.fails(new AuthorizationServerFailure(Kind.SERVER_ERROR, "x", Duration.ofSeconds(1)));
        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> acquire(guard()).introspect("t"));
        introspector.fails(new IllegalStateException());
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> acquire(guard()).introspect("t"));

        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    void introspectWhenRetriesAreOffThenOnce() {
        introspector.fails(new AuthorizationServerFailure(Kind.UNREACHABLE, "x"));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> acquire(guard("mfp.retry.max", "0")).introspect("t"));

        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    void introspectWhenAnsweredThenAnswer() {
        assertThat(acquire(guard("mfp.retry.delay", "PT0S")).introspect("t")).isEqualTo(new Inactive());
    }

    @Test
    void newWhenTotalIsShortThenTheDefaultRetryDelayFits() {
        assertThatCode(() -> guard("mfp.timeout.total", "PT0.05S")).doesNotThrowAnyException();
    }

    private AuthorizationServerGuard guard(String... keysAndValues) {
        return new AuthorizationServerGuard(TestSettings.with(keysAndValues), introspector, executor, ticker, clock);
    }

    /** Returns a guard whose circuit breaker opens for long after the given number of consecutive failures. */
    private AuthorizationServerGuard breaker(int failures) {
        return breaker(failures, "PT1H");
    }

    /** Returns a guard whose circuit breaker opens briefly after the given number of consecutive failures. */
    private AuthorizationServerGuard brieflyOpening(int failures) {
        return breaker(failures, "PT0.2S");
    }

    private AuthorizationServerGuard breaker(int failures, String delay) {
        return guard(
                "mfp.circuit-breaker.failures", String.valueOf(failures),
                "mfp.circuit-breaker.window", String.valueOf(failures),
                "mfp.circuit-breaker.delay", delay);
    }

    private TokenKey newKey() {
        return digest.keyOf(BearerToken.of("token" + tokens++));
    }

    private AuthorizationServerGuard.Permit acquire(AuthorizationServerGuard guard) {
        return guard.acquire(newKey());
    }

    private AuthorizationServerGuard.Permit awaitAdmission(AuthorizationServerGuard guard) {
        return await().until(
                        () -> {
                            try {
                                return acquire(guard);
                            } catch (AuthorizationServerFailure notYet) {
                                return null;
                            }
                        },
                        permit -> permit != null);
    }

    private void fail(AuthorizationServerGuard guard, Throwable failure) {
        fail(guard, newKey(), failure);
    }

    private static void fail(AuthorizationServerGuard guard, TokenKey key, Throwable failure) {
        try (AuthorizationServerGuard.Permit permit = guard.acquire(key)) {
            permit.failed(failure);
        }
    }

    private void succeed(AuthorizationServerGuard guard) {
        succeed(guard, newKey());
    }

    private static void succeed(AuthorizationServerGuard guard, TokenKey key) {
        try (AuthorizationServerGuard.Permit permit = guard.acquire(key)) {
            permit.succeeded(ACTIVE);
        }
    }

    private void pause(AuthorizationServerGuard guard, Duration pause) {
        fail(guard, new AuthorizationServerException("busy", pause));
    }

    private void assertRefused(AuthorizationServerGuard guard, Kind kind) {
        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> acquire(guard))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(kind));
    }

    private void assertRefused(AuthorizationServerGuard guard, Kind kind, Duration retryAfter) {
        assertRefused(guard, newKey(), kind, retryAfter);
    }

    private static void assertRefused(AuthorizationServerGuard guard, TokenKey key, Kind kind, Duration retryAfter) {
        assertThatExceptionOfType(AuthorizationServerFailure.class)
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
