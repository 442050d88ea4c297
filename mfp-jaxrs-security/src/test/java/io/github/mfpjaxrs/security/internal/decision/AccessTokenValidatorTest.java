package io.github.mfpjaxrs.security.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessDecision.Granted;
import io.github.mfpjaxrs.security.AccessDecision.Reason;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TestTokens;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeIntrospector;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.HandExecutor;
import io.github.mfpjaxrs.security.internal.fakes.RecordingListener;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.guard.SecondLevel;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure.Kind;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenValidatorTest {

    private static final RequiredScope SCOPE = RequiredScope.allOf("a");
    private static final RequiredScope FRESH = SCOPE.withMaxAge(Duration.ZERO);
    private static final AuthorizationServerFailure REFUSED_CONNECTION =
            new AuthorizationServerFailure(Kind.BROKEN_CONNECTION, "gone");

    private final FakeIntrospector introspector = new FakeIntrospector();
    private final HandExecutor executor = new HandExecutor();
    private final RecordingListener listener = new RecordingListener();
    private final FakeTicker ticker = new FakeTicker();
    private final FakeClock clock = new FakeClock();

    @Test
    @Tag("H1")
    void validateWhenNoTokenThenChallengeAndNobodyIsAsked() {
        assertReason(validator().validate(List.of(), SCOPE), Reason.MISSING_TOKEN);
        assertThat(introspector.asked).isEmpty();
    }

    @Test
    @Tag("H9")
    void validateWhenTokenIsLongerThanConfiguredThenInvalidAndNobodyIsAsked() {
        AccessTokenValidator validator = validator("mfp.token.max-length", "5");

        assertReason(validate(validator, "123456", SCOPE), Reason.INVALID_TOKEN);
        assertThat(introspector.asked).isEmpty();
        validate(validator, "12345", SCOPE);
        assertThat(introspector.asked).containsExactly("12345");
    }

    @Test
    @Tag("H5")
    void validateWhenTwoFieldsThenInvalidRequest() {
        assertReason(validator().validate(List.of("Bearer a", "Bearer b"), SCOPE), Reason.INVALID_REQUEST);
        assertThat(introspector.asked).isEmpty();
    }

    @Test
    void validateWhenActiveThenGrantedAndCached() {
        AccessTokenValidator validator = validator();
        AccessToken token = introspectsScope("a");

        assertThat(validate(validator, "t", SCOPE)).isEqualTo(new Granted(token));
        assertThat(validate(validator, "t", SCOPE)).isEqualTo(new Granted(token));
        assertThat(introspector.asked).containsExactly("t");
        assertThat(validator.cache().statistics().hits()).isEqualTo(1);
        assertThat(validator.cache().statistics().misses()).isEqualTo(1);
    }

    @Test
    @Tag("K1")
    void validateWhenCachedByAnotherScopeThenDecidedAnew() {
        AccessTokenValidator validator = validator();
        introspectsScope("a");
        validate(validator, "t", SCOPE);

        AccessDecision decision = validate(validator, "t", RequiredScope.allOf("b"));

        assertReason(decision, Reason.INSUFFICIENT_SCOPE);
        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    @Tag("K9")
    void validateWhenCachedAnswerLacksTheScopeAndIsOldThenAskedAfreshBeforeRefused() {
        AccessTokenValidator validator = validator();
        introspectsScope("a");
        validate(validator, "t", SCOPE);
        ticker.advance(Duration.ofSeconds(1));
        AccessToken loggedIn = introspectsScope("b");

        assertThat(validate(validator, "t", RequiredScope.allOf("b"))).isEqualTo(new Granted(loggedIn));
        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    @Tag("K9")
    void validateWhenUserLogsInWithinASecondOfTheRefusalThenAskedAfresh() {
        AccessTokenValidator validator = validator();
        introspectsScope("b");
        validate(validator, "t", RequiredScope.allOf("b"));
        ticker.advance(Duration.ofMillis(100));
        assertReason(validate(validator, "t", SCOPE), Reason.INSUFFICIENT_SCOPE);
        ticker.advance(Duration.ofMillis(100));
        AccessToken loggedIn = introspectsScope("a");

        assertThat(validate(validator, "t", SCOPE)).isEqualTo(new Granted(loggedIn));
        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    @Tag("K9")
    void validateWhenTheFirstAnswerRefusedAndUserLogsInWithinASecondThenAskedAfresh() {
        AccessTokenValidator validator = validator();
        introspectsScope("b");
        assertReason(validate(validator, "t", SCOPE), Reason.INSUFFICIENT_SCOPE);
        ticker.advance(Duration.ofMillis(100));
        AccessToken loggedIn = introspectsScope("a");

        assertThat(validate(validator, "t", SCOPE)).isEqualTo(new Granted(loggedIn));
        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    @Tag("K9")
    void validateWhenDeviceWasBlockedAndIsNoMoreThenAskedAfreshBeforeRefused() {
        AccessTokenValidator validator = validator();
        introspector.active(
                TestTokens.withScope("a").device("d", DeviceStatus.LOST).build());
        assertReason(validate(validator, "t", SCOPE), Reason.DEVICE_BLOCKED);
        ticker.advance(Duration.ofSeconds(1));
        introspector.active(
                TestTokens.withScope("a").device("d", DeviceStatus.ACTIVE).build());

        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
    }

    @Test
    @Tag("K9")
    void validateWhenRefusedAgainAndAgainThenAskedOnceASecondOnAverageAndTwiceInABurst() {
        AccessTokenValidator validator = validator("mfp.cache.refresh-ahead", "PT0S");
        introspectsScope("b");

        for (int i = 0; i < 100; i++) {
            assertReason(validate(validator, "t", SCOPE), Reason.INSUFFICIENT_SCOPE);
            ticker.advance(Duration.ofMillis(50));
        }

        assertThat(introspector.asked).hasSize(6);
    }

    @Test
    @Tag("K9")
    void validateWhenGrantedThenNoAgeMakesItAskAfresh() {
        AccessTokenValidator validator = validator("mfp.cache.refresh-ahead", "PT0S");
        introspectsScope("a");

        for (int i = 0; i < 59; i++) {
            validate(validator, "t", SCOPE);
            ticker.advance(Duration.ofSeconds(1));
        }

        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    @Tag("K9")
    void validateAsyncWhenCachedAnswerLacksTheScopeAndIsOldThenAskedAfreshBeforeRefused() {
        AccessTokenValidator validator = validator();
        introspectsScope("b");
        validate(validator, "t", SCOPE);
        ticker.advance(Duration.ofSeconds(1));
        introspectsScope("a");
        executor.hold();

        CompletableFuture<AccessDecision> decision = validateAsync(validator, "t");

        assertThat(decision).isNotDone();
        executor.runAll();
        assertThat(decision.join()).isInstanceOf(Granted.class);
    }

    @Test
    @Tag("K9")
    void validateWhenManyAreToBeRefusedAtOnceThenOneAsks() {
        AccessTokenValidator validator = validator();
        introspectsScope("b");
        validate(validator, "t", SCOPE);
        ticker.advance(Duration.ofSeconds(1));
        executor.hold();

        List<CompletableFuture<AccessDecision>> decisions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            decisions.add(validateAsync(validator, "t"));
        }
        executor.runAll();

        assertThat(decisions).allSatisfy(decision -> assertReason(decision.join(), Reason.INSUFFICIENT_SCOPE));
        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    @Tag("K9")
    void validateWhenTheFreshAnswerIsThatTheTokenIsNotActiveThenInvalid() {
        AccessTokenValidator validator = validator();
        introspectsScope("b");
        validate(validator, "t", SCOPE);
        ticker.advance(Duration.ofSeconds(1));
        introspector.inactive();

        assertReason(validate(validator, "t", SCOPE), Reason.INVALID_TOKEN);
    }

    @Test
    @Tag("K9")
    @Tag("M3")
    void validateWhenNoFreshAnswerCanBeHadThenUnavailableAndNotAskedAgainForASecond() {
        AccessTokenValidator validator = validator();
        introspectsScope("b");
        validate(validator, "t", SCOPE);
        ticker.advance(Duration.ofSeconds(1));
        introspector.fails(REFUSED_CONNECTION);

        for (int i = 0; i < 20; i++) {
            assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
            ticker.advance(Duration.ofMillis(50));
        }
        assertThat(introspector.asked).hasSize(2);
        assertThat(validate(validator, "t", RequiredScope.allOf("b"))).isInstanceOf(Granted.class);
        introspectsScope("a");
        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
    }

    @Test
    @Tag("K9")
    void validateWhenOnlyAStaleAnswerIsThereThenItGrantsAndDoesNotForbid() {
        AccessTokenValidator validator = validator("mfp.cache.max-age", "PT10S", "mfp.cache.stale-if-error", "PT20S");
        introspectsScope("a");
        validate(validator, "t", SCOPE);
        ticker.advance(Duration.ofSeconds(11));
        introspector.fails(REFUSED_CONNECTION);

        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
        assertReason(validate(validator, "t", RequiredScope.allOf("b")), Reason.UNAVAILABLE);
    }

    @Test
    @Tag("K4")
    void validateWhenCachedTokenEndsThenAskedAgain() {
        AccessTokenValidator validator = validator();
        Instant end = clock.instant().plusSeconds(5);
        introspector.active(TestTokens.withScope("a").expiresAt(end).build());
        validate(validator, "t", SCOPE);

        clock.advance(Duration.ofSeconds(5));
        introspector.inactive();

        assertReason(validate(validator, "t", SCOPE), Reason.INVALID_TOKEN);
        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    @Tag("K4")
    void validateWhenConfiguredAgeIsReachedThenAskedAgain() {
        AccessTokenValidator validator = validator("mfp.cache.max-age", "PT10S", "mfp.cache.refresh-ahead", "PT0S");
        introspectsScope("a");
        validate(validator, "t", SCOPE);

        ticker.advance(Duration.ofSeconds(10).minusNanos(1));
        validate(validator, "t", SCOPE);
        assertThat(introspector.asked).hasSize(1);
        ticker.advance(Duration.ofNanos(1));
        validate(validator, "t", SCOPE);

        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    void validateWhenResourceSetsAnAgeThenItCountsUpToTheConfiguredOne() {
        AccessTokenValidator validator = validator("mfp.cache.max-age", "PT10S", "mfp.cache.refresh-ahead", "PT0S");
        introspectsScope("a");
        RequiredScope short5 = SCOPE.withMaxAge(Duration.ofSeconds(5));
        RequiredScope longer = SCOPE.withMaxAge(Duration.ofSeconds(100));
        validate(validator, "t", SCOPE);

        ticker.advance(Duration.ofSeconds(5).minusNanos(1));
        validate(validator, "t", short5);
        assertThat(introspector.asked).hasSize(1);
        ticker.advance(Duration.ofNanos(2));
        validate(validator, "t", longer);
        assertThat(introspector.asked).hasSize(1);
        validate(validator, "t", short5);
        assertThat(introspector.asked).hasSize(2);
        ticker.advance(Duration.ofSeconds(10));
        validate(validator, "t", longer);

        assertThat(introspector.asked).hasSize(3);
    }

    @Test
    void validateWhenResourceSetsAnAbsurdAgeThenTheConfiguredOneCounts() {
        AccessTokenValidator validator = validator();
        introspectsScope("a");

        AccessDecision decision = validate(validator, "t", SCOPE.withMaxAge(ChronoUnit.FOREVER.getDuration()));

        assertThat(decision).isInstanceOf(Granted.class);
    }

    @Test
    void validateWhenResourceWantsFreshAnswersThenAskedEachTime() {
        AccessTokenValidator validator = validator();
        introspectsScope("a");

        validate(validator, "t", FRESH);
        ticker.advance(Duration.ofNanos(1));
        validate(validator, "t", FRESH);
        ticker.advance(Duration.ofNanos(1));
        introspector.inactive();

        assertReason(validate(validator, "t", FRESH), Reason.INVALID_TOKEN);
        assertThat(introspector.asked).hasSize(3);
    }

    @Test
    void validateWhenCacheIsOffThenAskedEachTime() {
        AccessTokenValidator validator = validator("mfp.cache.max-age", "PT0S");
        introspectsScope("a");

        validate(validator, "t", SCOPE);
        validate(validator, "t", SCOPE);

        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    void validateWhenAnswerNearsItsAgeThenRenewedOnceInTheBackground() {
        AccessTokenValidator validator = validator("mfp.cache.max-age", "PT60S", "mfp.cache.refresh-ahead", "PT10S");
        introspectsScope("a");
        validate(validator, "t", SCOPE);
        executor.hold();

        ticker.advance(Duration.ofSeconds(50).minusNanos(1));
        validate(validator, "t", SCOPE);
        assertThat(executor.waiting()).isZero();
        ticker.advance(Duration.ofNanos(1));
        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
        assertThat(executor.waiting()).isEqualTo(1);
        executor.runAll();
        ticker.advance(Duration.ofSeconds(30));
        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);

        assertThat(introspector.asked).hasSize(2);
        assertThat(executor.waiting()).isZero();
    }

    @Test
    void validateWhenRenewalFailsThenTriedAgainAfterAMoment() {
        AccessTokenValidator validator = validator("mfp.cache.max-age", "PT60S", "mfp.cache.refresh-ahead", "PT10S");
        introspectsScope("a");
        validate(validator, "t", SCOPE);
        ticker.advance(Duration.ofSeconds(50));

        introspector.fails(REFUSED_CONNECTION);
        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
        introspectsScope("a");
        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
        assertThat(introspector.asked).hasSize(2);
        ticker.advance(Duration.ofSeconds(1));
        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
        assertThat(introspector.asked).hasSize(3);
    }

    @Test
    void validateWhenRenewalFindsTokenRevokedThenRefusedFromThenOn() {
        AccessTokenValidator validator = validator();
        introspectsScope("a");
        validate(validator, "t", SCOPE);

        ticker.advance(Duration.ofSeconds(55));
        introspector.inactive();
        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);

        assertReason(validate(validator, "t", SCOPE), Reason.INVALID_TOKEN);
    }

    @Test
    void validateWhenRefreshAheadIsOffThenNeverRenewed() {
        AccessTokenValidator validator = validator("mfp.cache.refresh-ahead", "PT0S");
        introspectsScope("a");
        validate(validator, "t", SCOPE);

        ticker.advance(Duration.ofSeconds(60).minusNanos(1));
        validate(validator, "t", SCOPE);

        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    @Tag("I2")
    void validateWhenInactiveThenInvalidAndAskedEachTime() {
        AccessTokenValidator validator = validator();

        assertReason(validate(validator, "t", SCOPE), Reason.INVALID_TOKEN);
        assertReason(validate(validator, "t", SCOPE), Reason.INVALID_TOKEN);
        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    @Tag("K5")
    void validateWhenNegativeCacheIsOnThenInactiveIsAskedOnce() {
        AccessTokenValidator validator = validator("mfp.cache.negative.size", "10");

        assertReason(validate(validator, "t", SCOPE), Reason.INVALID_TOKEN);
        assertReason(validate(validator, "t", SCOPE), Reason.INVALID_TOKEN);

        assertThat(introspector.asked).hasSize(1);
        assertThat(listener.last().cached()).isTrue();
        assertThat(validator.cache().statistics().hits()).isEqualTo(1);
    }

    @Test
    void validateWhenResourceWantsFreshAnswersThenNegativeCacheIsNotAsked() {
        AccessTokenValidator validator = validator("mfp.cache.negative.size", "10");
        validate(validator, "t", SCOPE);
        introspectsScope("a");

        assertThat(validate(validator, "t", FRESH)).isInstanceOf(Granted.class);
    }

    @Test
    @Tag("M1")
    @Tag("K6")
    void validateWhenConflictThenPassedOnAndNotCached() {
        AccessTokenValidator validator = validator();
        introspector.answers(() -> new IntrospectionResult.Conflict("sync"));

        AccessDecision decision = validate(validator, "t", SCOPE);
        validate(validator, "t", SCOPE);

        assertThat(decision).isEqualTo(new Refused(Reason.CONFLICT, 409, Map.of("MFP-Conflict", "sync")));
        assertThat(introspector.asked).hasSize(2);
    }

    @ParameterizedTest
    @Tag("M3")
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "", " ", "\u00E4", "a\u0000"})
    void validateWhenIntrospectorsConflictIsNoFieldValueThenUnavailable(String value) {
        introspector.answers(() -> new IntrospectionResult.Conflict(value));

        assertReason(validate(validator(), "t", SCOPE), Reason.UNAVAILABLE);
    }

    @Test
    @Tag("K6")
    void validateWhenServerIsInTroubleThenUnavailableAndNotCached() {
        AccessTokenValidator validator = validator();
        introspector.fails(REFUSED_CONNECTION);

        AccessDecision decision = validate(validator, "t", SCOPE);
        introspectsScope("a");

        assertThat(decision).isEqualTo(new Refused(Reason.UNAVAILABLE, 503, Map.of("Retry-After", "1")));
        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
    }

    @Test
    @Tag("M3")
    void validateWhenIntrospectorThrowsAnythingElseThenUnavailable() {
        AccessTokenValidator validator = validator();

        introspector.fails(new IllegalStateException("t is bad"));
        assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
        introspector.answers(() -> {
            throw new StackOverflowError();
        });
        assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
        introspector.fails(new AuthorizationServerException("own kind"));
        assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
    }

    @Test
    @Tag("M3")
    @SuppressWarnings("NullAway") // an application's own introspector may do this
    void validateWhenIntrospectorReturnsNullThenUnavailable() {
        introspector.answers(() -> null);

        assertReason(validate(validator(), "t", SCOPE), Reason.UNAVAILABLE);
    }

    @Test
    void validateWhenTroubleAsksForAPauseThenRetryAfterUpToTheConfiguredMost() {
        introspector.fails(new AuthorizationServerException("busy", Duration.ofSeconds(7)));
        assertThat(validate(validator(), "t", SCOPE))
                .isEqualTo(new Refused(Reason.UNAVAILABLE, 503, Map.of("Retry-After", "7")));

        introspector.fails(new AuthorizationServerException("busy", Duration.ofHours(5)));
        assertThat(validate(validator(), "t", SCOPE))
                .isEqualTo(new Refused(Reason.UNAVAILABLE, 503, Map.of("Retry-After", "60")));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void validateWhenPauseIsAbsurdThenUnavailableButNoOverflow(long seconds) {
        AccessTokenValidator validator = validator();
        introspector.fails(new AuthorizationServerException("busy", Duration.ofSeconds(seconds)));

        assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
        assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
    }

    @Test
    void validateWhenServerIsLeftAloneThenCachedTokensStillPass() {
        AccessTokenValidator validator = validator();
        introspectsScope("a");
        validate(validator, "good", SCOPE);
        introspector.fails(new AuthorizationServerFailure(Kind.THROTTLED, "busy", Duration.ofSeconds(7)));
        validate(validator, "t", SCOPE);

        assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
        assertThat(validate(validator, "good", SCOPE)).isInstanceOf(Granted.class);
        assertThat(introspector.asked).containsExactly("good", "t");
        ticker.advance(Duration.ofSeconds(7));
        introspectsScope("a");
        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
    }

    @Test
    void validateWhenStaleIfErrorThenOldAnswerServesDuringTroubleAlone() {
        AccessTokenValidator validator = validator("mfp.cache.max-age", "PT10S", "mfp.cache.stale-if-error", "PT20S");
        introspectsScope("a");
        validate(validator, "t", SCOPE);
        introspector.fails(REFUSED_CONNECTION);

        ticker.advance(Duration.ofSeconds(30).minusNanos(1));
        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
        assertReason(validate(validator, "t", RequiredScope.allOf("b")), Reason.UNAVAILABLE);
        assertReason(validate(validator, "t", SCOPE.withMaxAge(Duration.ofSeconds(5))), Reason.UNAVAILABLE);
        assertReason(validate(validator, "unknown", SCOPE), Reason.UNAVAILABLE);
        ticker.advance(Duration.ofNanos(1));

        assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
    }

    @Test
    void validateWhenStaleAnswersTokenHasEndedThenUnavailable() {
        AccessTokenValidator validator = validator("mfp.cache.max-age", "PT10S", "mfp.cache.stale-if-error", "PT20S");
        introspector.active(TestTokens.withScope("a")
                .expiresAt(clock.instant().plusSeconds(15))
                .build());
        validate(validator, "t", SCOPE);
        introspector.fails(REFUSED_CONNECTION);

        ticker.advance(Duration.ofSeconds(12));
        clock.advance(Duration.ofSeconds(15));

        assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
    }

    @Test
    void validateWhenServerHasAnsweredInactiveThenNoStaleAnswerServesAnyMore() {
        AccessTokenValidator validator = validator("mfp.cache.max-age", "PT10S", "mfp.cache.stale-if-error", "PT20S");
        introspectsScope("a");
        validate(validator, "t", SCOPE);
        ticker.advance(Duration.ofSeconds(11));
        introspector.inactive();
        validate(validator, "t", SCOPE);

        introspector.fails(REFUSED_CONNECTION);

        assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
    }

    @Test
    void validateWhenStaleIfErrorIsOffThenUnavailable() {
        AccessTokenValidator validator = validator("mfp.cache.max-age", "PT10S");
        introspectsScope("a");
        validate(validator, "t", SCOPE);
        introspector.fails(REFUSED_CONNECTION);

        ticker.advance(Duration.ofSeconds(10));

        assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
    }

    @Test
    void evictWhenTokenWasCachedThenAskedAgain() {
        AccessTokenValidator validator = validator();
        introspectsScope("a");
        validate(validator, "t", SCOPE);

        validator.cache().evict("t");
        validate(validator, "t", SCOPE);

        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    void validateWhenGrantedThenEventTellsWhoAndNothingOfTheToken() {
        AccessTokenValidator validator = validator();
        introspector.active(TestTokens.withScope("a")
                .client("app")
                .user("john")
                .device("phone", DeviceStatus.ACTIVE)
                .build());

        ReportedRequest reportedRequest = new ReportedRequest(
                Optional.of("GET"),
                Optional.of("/accounts/{id}"),
                Optional.of("track\r\ning"),
                Optional.of("Bank/1.0"),
                Optional.of("{}"),
                ReportedRequest.Access.PROTECTED);

        validator.validate(List.of("Bearer raw-token"), SCOPE, reportedRequest, null);

        AccessDecided event = listener.last();
        assertThat(event.isGranted()).isTrue();
        assertThat(event.required()).isEqualTo(SCOPE);
        assertThat(event.clientId()).contains("app");
        assertThat(event.userName()).contains("john");
        assertThat(event.deviceId()).contains("phone");
        assertThat(event.fingerprint()).get().asString().matches("[0-9a-f]{8}");
        assertThat(event.cached()).isFalse();
        assertThat(event.trackingId()).contains("track\\u000d\\u000aing");
        assertThat(event.httpMethod()).contains("GET");
        assertThat(event.userAgent()).contains("Bank/1.0");
        assertThat(event.clientMetadata()).contains("{}");
        assertThat(event.token().orElseThrow().device().orElseThrow().id()).contains("phone");
        assertThat(event.pathTemplate()).contains("/accounts/{id}");
        assertThat(event.status()).isEmpty();
        assertThat(event.toString()).doesNotContain("raw-token");
    }

    @Test
    void validateWhenAnsweredFromCacheThenEventSaysSo() {
        AccessTokenValidator validator = validator();
        introspector.answers(() -> {
            ticker.advance(Duration.ofMillis(20));
            return new IntrospectionResult.Active(TestTokens.withScope("a").build());
        });

        validate(validator, "t", SCOPE);
        validate(validator, "t", SCOPE);

        assertThat(listener.events).extracting(AccessDecided::cached).containsExactly(false, true);
        assertThat(listener.events)
                .extracting(AccessDecided::introspectionTime)
                .containsExactly(Duration.ofMillis(20), Duration.ZERO);
        assertThat(listener.events)
                .extracting(AccessDecided::fingerprint)
                .containsExactly(listener.last().fingerprint(), listener.last().fingerprint());
    }

    @Test
    void validateWhenRefusedThenEventTellsWhy() {
        AccessTokenValidator validator = validator();
        validator.validate(List.of(), SCOPE);
        assertThat(listener.last().refusal()).contains(Reason.MISSING_TOKEN);
        assertThat(listener.last().status()).contains(401);
        assertThat(listener.last().httpMethod()).isEmpty();
        assertThat(listener.last().pathTemplate()).isEmpty();
        assertThat(listener.last().fingerprint()).isEmpty();

        validate(validator, "t", SCOPE);
        assertThat(listener.last().refusal()).contains(Reason.INVALID_TOKEN);
        assertThat(listener.last().fingerprint()).isPresent();
        assertThat(listener.last().userName()).isEmpty();

        introspector.fails(REFUSED_CONNECTION);
        validate(validator, "t", SCOPE);
        assertThat(listener.last().refusal()).contains(Reason.UNAVAILABLE);
        assertThat(listener.last().status()).contains(503);
    }

    @Test
    void validateWhenNobodyListensThenNoEvent() {
        AccessTokenValidator validator = validator();
        listener.listening = false;

        validator.validate(List.of(), SCOPE);
        validate(validator, "t", SCOPE);

        assertThat(listener.events).isEmpty();
    }

    @Test
    @Tag("F1")
    void validateWhenManyThreadsBringOneNewTokenThenAskedOnce() throws Exception {
        AccessTokenValidator validator = validator();
        introspectsScope("a");
        executor.hold();
        List<CompletableFuture<AccessDecision>> decisions = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            CompletableFuture<AccessDecision> decision = new CompletableFuture<>();
            Thread thread =
                    new Thread(() -> decision.completeAsync(() -> validate(validator, "t", SCOPE), Runnable::run));
            decisions.add(decision);
            threads.add(thread);
            thread.start();
        }
        await().until(() -> threads.stream().allMatch(t -> t.getState() == Thread.State.TIMED_WAITING));

        assertThat(executor.waiting()).isEqualTo(1);
        executor.runAll();

        for (CompletableFuture<AccessDecision> decision : decisions) {
            assertThat(decision.get(10, TimeUnit.SECONDS)).isInstanceOf(Granted.class);
        }
        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    void validateWhenNoAnswerWithinTheDeadlineThenUnavailableAndLateAnswerIsStillKept() {
        AccessTokenValidator validator = validator("mfp.timeout.total", "PT0.05S", "mfp.cache.max-age", "PT30S");
        introspectsScope("a");
        executor.hold();

        assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
        executor.runAll();

        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    @Timeout(30)
    void validateWhenInterruptedWhileAnOlderQuestionIsUnderWayThenUnavailableAtOnce() throws Exception {
        AccessTokenValidator validator = validator();
        executor.hold();
        Thread first = new Thread(() -> validate(validator, "t", SCOPE));
        first.start();
        await().until(() -> executor.waiting() == 1);
        ticker.advance(Duration.ofMillis(1));

        CompletableFuture<AccessDecision> decision = new CompletableFuture<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread second = new Thread(() -> {
            Thread.currentThread().interrupt();
            AccessDecision decided = validate(validator, "t", FRESH);
            interrupted.set(Thread.currentThread().isInterrupted());
            decision.complete(decided);
        });
        second.setDaemon(true);
        second.start();

        assertReason(decision.get(10, TimeUnit.SECONDS), Reason.UNAVAILABLE);
        assertThat(interrupted).isTrue();
        executor.runAll();
        first.join();
    }

    @Test
    void validateWhenFreshAnswerIsWantedWhileAnOlderQuestionIsUnderWayThenAskedAgainAfterIt() throws Exception {
        AccessTokenValidator validator = validator();
        introspectsScope("a");
        executor.hold();
        Thread first = new Thread(() -> validate(validator, "t", SCOPE));
        first.start();
        await().until(() -> executor.waiting() == 1);
        ticker.advance(Duration.ofMillis(1));
        CompletableFuture<AccessDecision> decision = new CompletableFuture<>();
        Thread second = new Thread(() -> decision.completeAsync(() -> validate(validator, "t", FRESH), Runnable::run));
        second.start();
        await().until(() -> second.getState() == Thread.State.TIMED_WAITING);

        executor.runOne();
        await().until(() -> executor.waiting() == 1);
        introspector.inactive();
        executor.runOne();

        assertReason(decision.get(10, TimeUnit.SECONDS), Reason.INVALID_TOKEN);
        assertThat(introspector.asked).hasSize(2);
        first.join();
    }

    @Test
    void validateWhenExecutorRefusesOrBreaksThenUnavailableAndNoPlaceIsLost() {
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            failures.add(new RejectedExecutionException("stopping"));
            failures.add(new InternalError("no more threads"));
        }
        AccessTokenValidator validator = new AccessTokenValidator(
                TestSettings.with(
                        "mfp.introspection.max-concurrent", "1",
                        "mfp.introspection.max-queued", "0",
                        "mfp.circuit-breaker.window", "1000",
                        "mfp.circuit-breaker.failures", "1000"),
                introspector,
                task -> {
                    if (failures.isEmpty()) {
                        task.run();
                    } else if (failures.remove(0) instanceof Error error) {
                        throw error;
                    } else {
                        throw new RejectedExecutionException("stopping");
                    }
                },
                listener,
                Instrumentation.NONE,
                ticker,
                clock);
        introspectsScope("a");

        while (!failures.isEmpty()) {
            assertReason(validate(validator, "t", SCOPE), Reason.UNAVAILABLE);
        }

        assertThat(validate(validator, "t", SCOPE)).isInstanceOf(Granted.class);
    }

    @Test
    void validateAsyncWhenTokenIsNewThenDecisionComesWithTheAnswer() {
        AccessTokenValidator validator = validator();
        AccessToken token = introspectsScope("a");
        executor.hold();

        CompletableFuture<AccessDecision> decision = validateAsync(validator, "t");

        assertThat(decision).isNotDone();
        executor.runAll();
        assertThat(decision).isCompletedWithValue(new Granted(token));
    }

    @Test
    void validateAsyncWhenAnswerIsCachedThenDecisionIsThereAtOnce() {
        AccessTokenValidator validator = validator();
        AccessToken token = introspectsScope("a");
        validate(validator, "t", SCOPE);
        executor.hold();

        assertThat(validateAsync(validator, "t")).isCompletedWithValue(new Granted(token));
    }

    @Test
    void validateAsyncWhenServerIsInTroubleThenUnavailable() {
        introspector.fails(REFUSED_CONNECTION);

        assertReason(validateAsync(validator(), "t").join(), Reason.UNAVAILABLE);
    }

    @Test
    void validateAsyncWhenThereIsNoTokenThenRefusedAtOnce() {
        AccessDecision decision = validator()
                .validateAsync(List.of(), SCOPE, ReportedRequest.UNKNOWN, null)
                .toCompletableFuture()
                .join();

        assertReason(decision, Reason.MISSING_TOKEN);
        assertThat(introspector.asked).isEmpty();
    }

    @Test
    void validateAsyncWhenTroubleAsksForAPauseThenRetryAfterNamesIt() {
        introspector.fails(new AuthorizationServerException("busy", Duration.ofSeconds(7)));
        executor.hold();
        CompletableFuture<AccessDecision> decision = validateAsync(validator(), "t");

        executor.runAll();

        assertThat(decision).isCompletedWithValue(new Refused(Reason.UNAVAILABLE, 503, Map.of("Retry-After", "7")));
    }

    @Test
    @Tag("T1")
    void validateWhenAnotherInstancesResultGrantsAccessThenNobodyIsAsked() {
        AccessToken shared = TestTokens.withScope("a").build();
        AccessTokenValidator validator = sharing(shared);

        assertThat(validate(validator, "t1", SCOPE)).isEqualTo(new Granted(shared));
        assertThat(validateAsync(validator, "t2")).isCompletedWithValue(new Granted(shared));

        assertThat(introspector.asked).isEmpty();
    }

    @Test
    @Tag("T1")
    void validateWhenAnotherInstancesResultWouldRefuseThenIntrospectedHere() {
        AccessTokenValidator validator = sharing(TestTokens.withScope("other").build());
        AccessToken own = introspectsScope("a");

        assertThat(validate(validator, "t1", SCOPE)).isEqualTo(new Granted(own));
        assertThat(validateAsync(validator, "t2")).isCompletedWithValue(new Granted(own));

        assertThat(introspector.asked).containsExactly("t1", "t2");
    }

    @Test
    @Tag("T1")
    void validateWhenResourceSetsAnAgeThenAnotherInstancesResultIsNotUsed() {
        AccessTokenValidator validator = sharing(TestTokens.withScope("a").build());
        AccessToken own = introspectsScope("a");
        validate(validator, "t", SCOPE);
        assertThat(introspector.asked).isEmpty();

        assertThat(validate(validator, "t", SCOPE.withMaxAge(Duration.ofSeconds(10))))
                .isEqualTo(new Granted(own));

        assertThat(introspector.asked).containsExactly("t");
    }

    private AccessTokenValidator sharing(AccessToken token) {
        AccessTokenValidator validator = validator();
        validator.connect((key, searched, earliestNanos) ->
                CompletableFuture.completedFuture(new SecondLevel.Lookup.Found(token, ticker.read())));
        return validator;
    }

    @Test
    void validateWhenTheSameRequestHadAnInactiveTokenThenNotAskedAgain() {
        AccessTokenValidator validator = validator();
        RequestIntrospection request = validator.newRequestIntrospection();
        introspector.inactive();

        assertReason(validateWithin(request, validator, SCOPE), Reason.INVALID_TOKEN);
        assertReason(validateWithin(request, validator, SCOPE), Reason.INVALID_TOKEN);

        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    void validateWhenTheSameRequestHadAConflictThenAskedAgain() {
        AccessTokenValidator validator = validator();
        RequestIntrospection request = validator.newRequestIntrospection();
        introspector.answers(() -> new IntrospectionResult.Conflict("{}"));
        validateWithin(request, validator, SCOPE);
        AccessToken token = introspectsScope("a");

        assertThat(validateWithin(request, validator, SCOPE)).isEqualTo(new Granted(token));

        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    void validateWhenTheSameRequestUsedAnOldResultThenARefusalIsConfirmed() {
        AccessTokenValidator validator = validator();
        introspectsScope("a");
        validate(validator, "t", SCOPE);
        ticker.advance(Duration.ofSeconds(5));
        RequestIntrospection request = validator.newRequestIntrospection();
        validateWithin(request, validator, SCOPE);
        assertThat(introspector.asked).hasSize(1);

        assertReason(validateWithin(request, validator, RequiredScope.allOf("b")), Reason.INSUFFICIENT_SCOPE);

        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    void validateWhenAnAgeIsSetInTheSameRequestThenAnOlderResultIsNotUsed() {
        AccessTokenValidator validator = validator();
        AccessToken token = introspectsScope("a");
        validate(validator, "t", SCOPE);
        ticker.advance(Duration.ofSeconds(5));
        RequestIntrospection request = validator.newRequestIntrospection();
        validateWithin(request, validator, SCOPE);

        assertThat(validateWithin(request, validator, SCOPE.withMaxAge(Duration.ofSeconds(5))))
                .isEqualTo(new Granted(token));
        assertThat(introspector.asked).hasSize(1);
        validateWithin(request, validator, SCOPE.withMaxAge(Duration.ofSeconds(4)));

        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    @Tag("K9")
    void validateWhenUserLogsInAfterTheSameRequestsSecondDecisionRefusedThenAskedAfresh() {
        AccessTokenValidator validator = validator();
        RequestIntrospection request = validator.newRequestIntrospection();
        introspectsScope("a");
        validateWithin(request, validator, SCOPE);
        RequiredScope other = RequiredScope.allOf("b");
        assertReason(validateWithin(request, validator, other), Reason.INSUFFICIENT_SCOPE);
        assertThat(introspector.asked).hasSize(1);
        ticker.advance(Duration.ofMillis(100));
        AccessToken loggedIn = introspectsScope("b");

        assertThat(validate(validator, "t", other)).isEqualTo(new Granted(loggedIn));
        assertThat(introspector.asked).hasSize(2);
    }

    @Test
    @Tag("K9")
    void validateWhenTheSameRequestsIntrospectionTookLongThenARefusalNeedsNoConfirmation() {
        AccessTokenValidator validator = validator();
        RequestIntrospection request = validator.newRequestIntrospection();
        AccessToken token = TestTokens.withScope("a").build();
        introspector.answers(() -> {
            ticker.advance(Duration.ofSeconds(2));
            return new IntrospectionResult.Active(token);
        });
        validateWithin(request, validator, SCOPE);

        assertReason(validateWithin(request, validator, RequiredScope.allOf("b")), Reason.INSUFFICIENT_SCOPE);

        assertThat(introspector.asked).hasSize(1);
    }

    @Test
    void validateWhenTheSameRequestUsedACachedResultThenTheCacheIsNotSearchedAgain() {
        AccessTokenValidator validator = validator();
        introspectsScope("a");
        validate(validator, "t", SCOPE);
        RequestIntrospection request = validator.newRequestIntrospection();

        validateWithin(request, validator, SCOPE);
        validateWithin(request, validator, SCOPE);

        assertThat(validator.cache().statistics().hits()).isEqualTo(1);
    }

    @Test
    @Tag("T1")
    void validateWhenServerOrClientDiffersThenInstancesShareNothing() {
        assertThat(List.of(
                        sharedKey(),
                        sharedKey("mfp.client-id", "another"),
                        sharedKey("mfp.authorization-server.url", "http://127.0.0.1:1/another"),
                        sharedKey("mfp.token.required-audience", "another")))
                .doesNotHaveDuplicates();
        assertThat(sharedKey()).isEqualTo(sharedKey());
    }

    private TokenKey sharedKey(String... keysAndValues) {
        AccessTokenValidator validator = validator(keysAndValues);
        List<TokenKey> searched = new ArrayList<>();
        validator.connect((key, token, earliestNanos) -> {
            searched.add(key);
            return CompletableFuture.completedFuture(
                    new SecondLevel.Lookup.Found(TestTokens.withScope("a").build(), ticker.read()));
        });
        validate(validator, "t", SCOPE);
        return searched.get(0);
    }

    @Test
    void validateWhenAStaleResultServesThenTheEventTellsHowLongTheRequestWaited() {
        AccessTokenValidator validator = validator("mfp.cache.max-age", "PT10S", "mfp.cache.stale-if-error", "PT20S");
        introspectsScope("a");
        validate(validator, "t", SCOPE);
        ticker.advance(Duration.ofSeconds(11));
        introspector.answers(() -> {
            ticker.advance(Duration.ofSeconds(2));
            throw REFUSED_CONNECTION;
        });

        validate(validator, "t", SCOPE);

        assertThat(listener.last().introspectionTime()).isEqualTo(Duration.ofSeconds(2));
    }

    private static AccessDecision validateWithin(
            RequestIntrospection request, AccessTokenValidator validator, RequiredScope required) {
        return validator.validate(List.of("Bearer t"), required, ReportedRequest.UNKNOWN, request);
    }

    @Test
    void validateWhenA403MustBeConfirmedThenCountedAsAMiss() {
        AccessTokenValidator validator = validator();
        introspectsScope("a");
        validate(validator, "t", SCOPE);
        ticker.advance(Duration.ofSeconds(5));

        validate(validator, "t", RequiredScope.allOf("b"));

        assertThat(validator.cache().statistics().misses()).isEqualTo(2);
        assertThat(validator.cache().statistics().hits()).isZero();
    }

    @Test
    void statusWhenAServerHasAnsweredThenItIsThisValidatorsServer() {
        AccessTokenValidator validator = validator();
        introspectsScope("a");

        validate(validator, "t", SCOPE);

        assertThat(validator.status().current().state()).isEqualTo(AuthorizationServerStatus.State.AVAILABLE);
    }

    private static CompletableFuture<AccessDecision> validateAsync(AccessTokenValidator validator, String token) {
        return validator
                .validateAsync(List.of("Bearer " + token), SCOPE, ReportedRequest.UNKNOWN, null)
                .toCompletableFuture();
    }

    private AccessToken introspectsScope(String scope) {
        AccessToken token = TestTokens.withScope(scope).build();
        introspector.active(token);
        return token;
    }

    private AccessTokenValidator validator(String... keysAndValues) {
        return new AccessTokenValidator(
                TestSettings.with(keysAndValues),
                introspector,
                executor,
                listener,
                Instrumentation.NONE,
                ticker,
                clock);
    }

    private static AccessDecision validate(AccessTokenValidator validator, String token, RequiredScope required) {
        return validator.validate(List.of("Bearer " + token), required);
    }

    private static void assertReason(AccessDecision decision, Reason reason) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
