package io.github.mfpjaxrs.security.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.TestTokens;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.IntrospectionResult.Active;
import io.github.mfpjaxrs.security.spi.IntrospectionResult.Inactive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IntrospectionCacheTest {

    private static final String[] NEGATIVE = {"mfp.cache.negative.size", "10"};
    private static final Duration NANOSECOND = Duration.ofNanos(1);

    private final TokenDigest digest = new TokenDigest("context");
    private final FakeTicker ticker = new FakeTicker();
    private final FakeClock clock = new FakeClock();
    private final TokenKey key = key("token");

    @Test
    void findWhenActiveAnswerWasStoredThenFound() {
        IntrospectionCache cache = cache();

        store(cache, "token", TestTokens.active());

        assertThat(cache.find(key)).isNotNull();
        assertThat(cache.find(key).token()).isEqualTo(TestTokens.active());
        assertThat(cache.find(key("other"))).isNull();
    }

    @Test
    @Tag("K4")
    void findWhenMaxAgeHasPassedThenGone() {
        IntrospectionCache cache = cache("mfp.cache.max-age", "PT10S");
        store(cache, "token", TestTokens.active());

        ticker.advance(Duration.ofSeconds(10).minus(NANOSECOND));
        assertThat(cache.find(key)).isNotNull();
        ticker.advance(NANOSECOND);

        assertThat(cache.find(key)).isNull();
    }

    @Test
    @Tag("K4")
    void findWhenTokenEndsBeforeMaxAgeThenGoneAtItsEnd() {
        IntrospectionCache cache = cache();
        store(cache, "token", expiring(clock.instant().plusSeconds(5)));

        ticker.advance(Duration.ofSeconds(5).minus(NANOSECOND));
        assertThat(cache.find(key)).isNotNull();
        ticker.advance(NANOSECOND);

        assertThat(cache.find(key)).isNull();
    }

    @Test
    void findWhenAnswerWasRenewedThenItsAgeCountsFromTheRenewal() {
        IntrospectionCache cache = cache("mfp.cache.max-age", "PT10S");
        store(cache, "token", TestTokens.active());
        ticker.advance(Duration.ofSeconds(9));

        store(cache, "token", TestTokens.active());
        ticker.advance(Duration.ofSeconds(9));

        assertThat(cache.find(key)).isNotNull();
    }

    @Test
    @Tag("K4")
    void findWhenRenewedAnswerEndsEarlierThenGoneAtThatEnd() {
        IntrospectionCache cache = cache();
        store(cache, "token", TestTokens.active());

        store(cache, "token", expiring(clock.instant().plusSeconds(5)));
        ticker.advance(Duration.ofSeconds(5));

        assertThat(cache.find(key)).isNull();
    }

    @Test
    @Tag("I7")
    void storeWhenTokenHasEndedThenNotKeptAndTheOlderAnswerGoes() {
        IntrospectionCache cache = cache();
        store(cache, "token", TestTokens.active());

        store(cache, "token", expiring(clock.instant()));

        assertThat(cache.find(key)).isNull();
    }

    @Test
    void findWhenStaleIfErrorIsConfiguredThenKeptForThatLongToo() {
        IntrospectionCache cache = cache("mfp.cache.max-age", "PT10S", "mfp.cache.stale-if-error", "PT20S");
        store(cache, "token", TestTokens.active());

        ticker.advance(Duration.ofSeconds(30).minus(NANOSECOND));
        assertThat(cache.find(key)).isNotNull();
        ticker.advance(NANOSECOND);

        assertThat(cache.find(key)).isNull();
    }

    @Test
    void findWhenMaxAgeIsZeroThenNothingIsKept() {
        IntrospectionCache cache = cache("mfp.cache.max-age", "PT0S", "mfp.cache.stale-if-error", "PT20S");

        store(cache, "token", TestTokens.active());

        assertThat(cache.find(key)).isNull();
    }

    @Test
    @Tag("K5")
    void storeWhenManyTokensThenSizeIsBounded() {
        IntrospectionCache cache = cache("mfp.cache.size", "100");

        for (int i = 0; i < 10_000; i++) {
            store(cache, "token" + i, TestTokens.active());
        }

        assertThat(cache.statistics().size()).isLessThanOrEqualTo(100);
        assertThat(cache.statistics().evictions()).isGreaterThanOrEqualTo(9_900);
    }

    @Test
    @Tag("K5")
    void storeWhenRandomTokensAreInactiveThenActiveOnesStay() {
        IntrospectionCache cache = cache("mfp.cache.size", "1", "mfp.cache.negative.size", "10");
        store(cache, "token", TestTokens.active());

        for (int i = 0; i < 1_000; i++) {
            store(cache, "random" + i, new Inactive());
        }

        assertThat(cache.find(key)).isNotNull();
    }

    @Test
    void isKnownInactiveWhenNegativeCacheIsOffThenNever() {
        IntrospectionCache cache = cache();

        store(cache, "token", new Inactive());

        assertThat(cache.isKnownInactive(key)).isFalse();
    }

    @Test
    void isKnownInactiveWhenStoredThenUntilItsAge() {
        IntrospectionCache cache = cache("mfp.cache.negative.size", "10", "mfp.cache.negative.max-age", "PT2S");
        store(cache, "token", new Inactive());

        assertThat(cache.isKnownInactive(key)).isTrue();
        ticker.advance(Duration.ofSeconds(2));

        assertThat(cache.isKnownInactive(key)).isFalse();
    }

    @Test
    void isKnownInactiveWhenItsAgeIsZeroThenNever() {
        IntrospectionCache cache = cache("mfp.cache.negative.size", "10", "mfp.cache.negative.max-age", "PT0S");

        store(cache, "token", new Inactive());

        assertThat(cache.isKnownInactive(key)).isFalse();
    }

    @Test
    void storeWhenVerdictChangesThenTheOtherSpaceForgets() {
        IntrospectionCache cache = cache(NEGATIVE);

        store(cache, "token", TestTokens.active());
        store(cache, "token", new Inactive());
        assertThat(cache.find(key)).isNull();
        assertThat(cache.isKnownInactive(key)).isTrue();
        store(cache, "token", TestTokens.active());

        assertThat(cache.find(key)).isNotNull();
        assertThat(cache.isKnownInactive(key)).isFalse();
    }

    @Test
    @Tag("K6")
    void storeWhenConflictThenNothingChanges() {
        IntrospectionCache cache = cache(NEGATIVE);

        store(cache, "token", new IntrospectionResult.Conflict("c"));

        assertThat(cache.find(key)).isNull();
        assertThat(cache.isKnownInactive(key)).isFalse();
    }

    @Test
    void evictWhenTokenThenItAlone() {
        IntrospectionCache cache = cache(NEGATIVE);
        store(cache, "token", TestTokens.active());
        store(cache, "other", TestTokens.active());
        store(cache, "bad", new Inactive());

        cache.evict("token");
        cache.evict("bad");

        assertThat(cache.find(key)).isNull();
        assertThat(cache.find(key("other"))).isNotNull();
        assertThat(cache.isKnownInactive(key("bad"))).isFalse();
    }

    @Test
    void evictWhenByUserDeviceOrClientThenThoseAlone() {
        IntrospectionCache cache = cache();
        store(cache, "john", TestTokens.withScope("a").user("john").build());
        store(cache, "jane", TestTokens.withScope("a").user("jane").build());
        store(
                cache,
                "phone",
                TestTokens.withScope("a").device("phone", DeviceStatus.ACTIVE).build());
        store(cache, "app", TestTokens.withScope("a").client("app").build());

        cache.evictUser("john");
        assertHolds(cache, false, true, true, true);
        cache.evictDevice("phone");
        assertHolds(cache, false, true, false, true);
        cache.evictClient("app");
        assertHolds(cache, false, true, false, false);
        cache.evictUser("nobody");
        assertHolds(cache, false, true, false, false);
    }

    @Test
    void clearWhenCalledThenBothSpacesAreEmpty() {
        IntrospectionCache cache = cache(NEGATIVE);
        store(cache, "token", TestTokens.active());
        store(cache, "bad", new Inactive());

        cache.clear();

        assertThat(cache.find(key)).isNull();
        assertThat(cache.isKnownInactive(key("bad"))).isFalse();
    }

    @Test
    void storeWhenSomethingWasEvictedSinceTheQuestionThenNotKept() {
        for (Call eviction : Call.values()) {
            IntrospectionCache cache = cache(NEGATIVE);
            long epoch = cache.epoch();

            eviction.on(cache);
            cache.store(key, new Active(TestTokens.active()), ticker.read(), epoch);
            cache.store(key("bad"), new Inactive(), ticker.read(), epoch);

            assertThat(cache.find(key)).as(eviction.name()).isNull();
            assertThat(cache.isKnownInactive(key("bad"))).as(eviction.name()).isFalse();
        }
    }

    @Test
    void storeWhenInactiveComesLateThenTheActiveAnswerGoesNevertheless() {
        IntrospectionCache cache = cache(NEGATIVE);
        long epoch = cache.epoch();
        cache.evictUser("somebody else");
        store(cache, "token", TestTokens.active());

        cache.store(key, new Inactive(), ticker.read(), epoch);

        assertThat(cache.find(key)).isNull();
    }

    @Test
    void statisticsWhenCountedThenHitsAndMissesApart() {
        IntrospectionCache cache = cache();
        store(cache, "token", TestTokens.active());

        cache.countHit();
        cache.countHit();
        cache.countMiss();

        assertThat(cache.statistics()).isEqualTo(new TokenCache.Statistics(1, 2, 1, 0));
    }

    @Test
    void beginRenewalWhenCalledTwiceWithinASecondThenTrueOnce() {
        CachedIntrospection answer = new CachedIntrospection(TestTokens.active(), ticker.read(), null, false);
        long now = ticker.read() + TimeUnit.SECONDS.toNanos(55);

        assertThat(answer.tryBeginRefresh(now)).isTrue();
        assertThat(answer.tryBeginRefresh(now + TimeUnit.SECONDS.toNanos(1) - 1))
                .isFalse();
        assertThat(answer.tryBeginRefresh(now + TimeUnit.SECONDS.toNanos(1))).isTrue();
    }

    @Test
    @Tag("K4")
    void isUsableWhenAskedEarlierOrExpiredThenFalse() {
        long asked = ticker.read();
        long end = clock.millis() + 1;
        CachedIntrospection answer = new CachedIntrospection(expiring(Instant.ofEpochMilli(end)), asked, null, false);

        assertThat(answer.isUsable(asked, end - 1)).isTrue();
        assertThat(answer.isUsable(asked - 1, end - 1)).isTrue();
        assertThat(answer.isUsable(asked + 1, end - 1)).isFalse();
        assertThat(answer.isUsable(asked, end)).isFalse();
        assertThat(answer.ageNanos(asked + 7)).isEqualTo(7);
    }

    @Test
    @Tag("K4")
    void mustBeConfirmedWhenResultIsASecondOldOrHasRefusedOnceThenTrue() {
        long asked = ticker.read();
        CachedIntrospection answer = new CachedIntrospection(TestTokens.active(), asked, null, false);

        assertThat(answer.mustBeConfirmed(asked)).isFalse();
        assertThat(answer.mustBeConfirmed(asked + CachedIntrospection.YOUNG_NANOS - 1))
                .isFalse();
        assertThat(answer.mustBeConfirmed(asked + CachedIntrospection.YOUNG_NANOS))
                .isTrue();
        answer.refused();
        assertThat(answer.mustBeConfirmed(asked)).isTrue();
    }

    @Test
    @Tag("I7")
    void storeWhenResultCannotBeReusedThenFalseAndNoRoomIsTaken() {
        IntrospectionCache cache = cache(NEGATIVE);
        long epoch = cache.epoch();
        Active active = new Active(TestTokens.active());

        assertThat(cache.store(key, active, ticker.read(), epoch)).isTrue();
        assertThat(cache.store(key, new Active(expiring(clock.instant())), ticker.read(), epoch))
                .isFalse();
        assertThat(cache.store(key, new Inactive(), ticker.read(), epoch)).isFalse();
        assertThat(cache.store(key, new IntrospectionResult.Conflict("c"), ticker.read(), epoch))
                .isFalse();
        cache.evictUser("somebody else");
        assertThat(cache.store(key, active, ticker.read(), epoch)).isFalse();
        assertThat(cache.statistics().size()).isZero();
    }

    @Test
    @Tag("D4")
    void evictWhenOtherInstancesAreConnectedThenAnnouncedAndOtherTokensResultsAreKept() {
        IntrospectionCache cache = cache();
        List<Eviction> announced = new ArrayList<>();
        cache.connect(Duration.ofMinutes(2), ticker, announced::add);
        AccessToken john = TestTokens.withScope("a").user("john").build();
        AccessToken jane = TestTokens.withScope("a").user("jane").build();
        long before = cache.epoch();

        cache.evictUser("john");

        assertThat(announced).hasSize(1);
        List<String> ids = List.of(announced.get(0).id());
        assertThat(cache.evictionsOf(key("john"), john)).isEqualTo(ids);
        assertThat(cache.evictionsUpTo(key("john"), john, cache.epoch())).isEqualTo(ids);
        assertThat(cache.evictionsUpTo(key("john"), john, before)).isEmpty();
        assertThat(cache.evictionsOf(key("jane"), jane)).isEmpty();
        assertThat(cache.store(key("john"), new Active(john), ticker.read(), before))
                .isFalse();
        assertThat(cache.store(key("jane"), new Active(jane), ticker.read(), before))
                .isTrue();
    }

    private enum Call {
        TOKEN,
        USER,
        DEVICE,
        CLIENT,
        ALL;

        void on(TokenCache cache) {
            switch (this) {
                case TOKEN -> cache.evict("x");
                case USER -> cache.evictUser("x");
                case DEVICE -> cache.evictDevice("x");
                case CLIENT -> cache.evictClient("x");
                case ALL -> cache.clear();
            }
        }
    }

    private IntrospectionCache cache(String... keysAndValues) {
        return new IntrospectionCache(TestSettings.with(keysAndValues).cache(), digest, ticker, clock);
    }

    private TokenKey key(String token) {
        return digest.keyOf(BearerToken.of(token));
    }

    private void store(IntrospectionCache cache, String token, AccessToken answer) {
        store(cache, token, new Active(answer));
    }

    private void store(IntrospectionCache cache, String token, IntrospectionResult result) {
        cache.store(key(token), result, ticker.read(), cache.epoch());
    }

    private static AccessToken expiring(Instant time) {
        return TestTokens.withScope("a").expiresAt(time).build();
    }

    private void assertHolds(IntrospectionCache cache, boolean john, boolean jane, boolean phone, boolean app) {
        assertThat(cache.find(key("john")) != null).isEqualTo(john);
        assertThat(cache.find(key("jane")) != null).isEqualTo(jane);
        assertThat(cache.find(key("phone")) != null).isEqualTo(phone);
        assertThat(cache.find(key("app")) != null).isEqualTo(app);
    }
}
