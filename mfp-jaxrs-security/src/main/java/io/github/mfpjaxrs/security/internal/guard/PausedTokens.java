package io.github.mfpjaxrs.security.internal.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.time.Duration;

/**
 * Remembers, for a short time, the tokens for which the server gave no usable response. Each of these tokens causes
 * at most one request during that time and counts against the server at most once a minute. The number of tokens is
 * bounded. A token that is evicted early is introspected again. Thread-safe.
 */
final class PausedTokens {

    private static final int MAX_TOKENS = 10_000;

    /** The period within which a token counts against the server only once, even if it fails repeatedly. */
    private static final Duration COUNTED_ONCE_IN = Duration.ofMinutes(1);

    private final Duration pause;
    private final Ticker ticker;

    /** Maps each token to the ticker reading at which its pause ends. */
    private final Cache<TokenKey, Long> paused;

    private final Cache<TokenKey, Boolean> counted;

    PausedTokens(Duration pause, Ticker ticker) {
        this.pause = pause;
        this.ticker = ticker;
        this.paused = cache(pause.isZero() ? 0 : MAX_TOKENS, pause, ticker);
        this.counted = cache(MAX_TOKENS, COUNTED_ONCE_IN, ticker);
    }

    private static <V> Cache<TokenKey, V> cache(int size, Duration lifetime, Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfterWrite(lifetime)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** Returns the time remaining until a token may be introspected, or zero if it may be introspected now. */
    Duration remainingPause(TokenKey key) {
        Long until = paused.getIfPresent(key);
        return until == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - ticker.read()));
    }

    /**
     * Pauses a token after a failed introspection.
     *
     * @return the duration of the pause, which starts now
     */
    Duration add(TokenKey key) {
        paused.put(key, ticker.read() + pause.toNanos());
        return pause;
    }

    /** Returns true at most once per token within {@link #COUNTED_ONCE_IN}. */
    boolean countsAgainstServer(TokenKey key) {
        return counted.asMap().putIfAbsent(key, Boolean.TRUE) == null;
    }

    void remove(TokenKey key) {
        paused.invalidate(key);
    }

    void clear() {
        paused.invalidateAll();
        counted.invalidateAll();
    }
}
