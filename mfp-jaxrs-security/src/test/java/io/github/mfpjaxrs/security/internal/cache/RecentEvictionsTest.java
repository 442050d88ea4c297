package io.github.mfpjaxrs.security.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.TestTokens;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("D4")
class RecentEvictionsTest {

    private static final TokenKey KEY = new TokenKey(1, -2, 3, 4);

    private final FakeTicker ticker = new FakeTicker();
    private final RecentEvictions recent = new RecentEvictions(Duration.ofMinutes(2), ticker);
    private final AccessToken alice =
            TestTokens.withScope("a").user("alice").client("app").build();

    private Eviction add(Eviction.Kind kind, String value, long epoch) {
        Eviction eviction = Eviction.of(kind, value, Instant.EPOCH);
        assertThat(recent.remember(eviction)).isTrue();
        recent.add(eviction, epoch);
        return eviction;
    }

    @Test
    void isEvictedSinceWhenAnEvictionMatchesThenOnlyForEarlierEpochs() {
        add(Eviction.Kind.USER, "bob", 5);
        assertThat(recent.isEvictedSince(KEY, alice, 0)).isFalse();

        add(Eviction.Kind.TOKEN, Eviction.valueOf(KEY), 6);

        assertThat(recent.isEvictedSince(KEY, alice, 5)).isTrue();
        assertThat(recent.isEvictedSince(KEY, alice, 6)).isFalse();
    }

    @Test
    void upToWhenSeveralMatchThenThoseOfThatEpochAndBefore() {
        Eviction first = add(Eviction.Kind.USER, "alice", 1);
        Eviction second = add(Eviction.Kind.ALL, "", 2);
        add(Eviction.Kind.CLIENT, "app", 3);

        assertThat(recent.upTo(KEY, alice, 2)).containsExactlyInAnyOrder(first.id(), second.id());
    }

    @Test
    void rememberWhenRetentionIsOverThenForgotten() {
        Eviction eviction = add(Eviction.Kind.USER, "alice", 1);
        assertThat(recent.remember(eviction)).isFalse();

        ticker.advance(Duration.ofMinutes(2));

        assertThat(recent.upTo(KEY, alice, 9)).isEmpty();
        assertThat(recent.remember(eviction)).isTrue();
    }

    @Test
    void upToWhenOneUserIsEvictedOftenThenBoundedAndNoEntryNamesAll() {
        List<String> written = List.of();
        for (int i = 0; i < 100; i++) {
            add(Eviction.Kind.USER, "alice", i);
            assertThat(recent.upTo(KEY, alice, i)).hasSizeLessThan(20);
            assertThat(written).doesNotContainSequence(recent.upTo(KEY, alice, i));
            written = recent.upTo(KEY, alice, i);
        }
        assertThat(recent.isEvictedSince(KEY, alice, 98)).isTrue();

        ticker.advance(Duration.ofMinutes(2));

        assertThat(recent.upTo(KEY, alice, 100)).isEmpty();
    }

    @Test
    void addWhenAnEarlierEvictionArrivesLastThenTheLatestEpochStays() {
        for (int i = 0; i < 15; i++) {
            add(Eviction.Kind.USER, "alice", i);
        }
        add(Eviction.Kind.USER, "alice", 42);

        add(Eviction.Kind.USER, "alice", 41);

        assertThat(recent.isEvictedSince(KEY, alice, 41)).isTrue();
        assertThat(recent.isEvictedSince(KEY, alice, 42)).isFalse();
    }

    @Test
    void addWhenThereAreTooManyAndAnEarlierOneArrivesLastThenTheLatestEpochStays() {
        long latest = 2L * RecentEvictions.MOST;
        add(Eviction.Kind.USER, "alice", latest);
        for (int i = 0; i < RecentEvictions.MOST; i++) {
            add(Eviction.Kind.USER, "user-" + i, i);
        }

        assertThat(recent.isEvictedSince(KEY, alice, latest - 1)).isTrue();
    }

    @Test
    void addWhenThereAreTooManyThenAnEntryThatNamesOthersIsNotEnough() {
        for (int i = 0; i <= RecentEvictions.MOST + 5; i++) {
            add(Eviction.Kind.USER, "user-" + i, i);
        }

        assertThat(recent.upTo(KEY, alice, Long.MAX_VALUE)).isNotEmpty();
        assertThat(recent.isEvictedSince(KEY, alice, RecentEvictions.MOST)).isTrue();
    }
}
