package io.github.mfpjaxrs.security.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R3")
class PausedTokensTest {

    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final FakeTicker ticker = new FakeTicker();
    private final PausedTokens tokens = new PausedTokens(PAUSE, ticker);
    private final TokenKey key = new TokenDigest("server").keyOf(BearerToken.of("t"));

    @Test
    void remainingPauseWhenTimePassesThenItShrinksToNothing() {
        assertThat(tokens.remainingPause(key)).isZero();

        assertThat(tokens.add(key)).isEqualTo(PAUSE);

        assertThat(tokens.remainingPause(key)).isEqualTo(PAUSE);
        ticker.advance(Duration.ofSeconds(2));
        assertThat(tokens.remainingPause(key)).isEqualTo(Duration.ofSeconds(1));
        ticker.advance(Duration.ofSeconds(1));
        assertThat(tokens.remainingPause(key)).isZero();
    }

    @Test
    void remainingPauseWhenTokenIsRemovedThenNone() {
        tokens.add(key);

        tokens.remove(key);

        assertThat(tokens.remainingPause(key)).isZero();
    }

    @Test
    void countsAgainstServerWhenAskedAgainThenOnceAMinute() {
        assertThat(tokens.countsAgainstServer(key)).isTrue();
        assertThat(tokens.countsAgainstServer(key)).isFalse();
        ticker.advance(Duration.ofMinutes(1).minusMillis(1));
        assertThat(tokens.countsAgainstServer(key)).isFalse();

        ticker.advance(Duration.ofMillis(1));

        assertThat(tokens.countsAgainstServer(key)).isTrue();
    }

    @Test
    void clearWhenTokensArePausedAndCountedThenNeitherIsRemembered() {
        tokens.add(key);
        tokens.countsAgainstServer(key);

        tokens.clear();

        assertThat(tokens.remainingPause(key)).isZero();
        assertThat(tokens.countsAgainstServer(key)).isTrue();
    }
}
