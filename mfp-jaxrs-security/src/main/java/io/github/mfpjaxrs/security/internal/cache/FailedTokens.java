package io.github.mfpjaxrs.security.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.time.Duration;

/**
 * Remembers for a short time which tokens the server gave no usable response for, so that each costs one call in that time
 * and counts against the server once. Bounded; a token that is forgotten early is asked about again. Thread-safe.
 */
final class FailedTokens {

    private static final int MOST = 10_000;

    /** A token that makes the server fail again and again says nothing new of the server in this time. */
    private static final Duration COUNTED_ONCE_IN = Duration.ofMinutes(1);

    private final Duration pause;
    private final Ticker ticker;

    /** By token, the ticker's reading until which it is not asked about. */
    private final Cache<TokenKey, Long> paused;

    private final Cache<TokenKey, Boolean> counted;

    FailedTokens(Duration pause, Ticker ticker) {
        this.pause = pause;
        this.ticker = ticker;
        this.paused = cache(pause.isZero() ? 0 : MOST, pause, ticker);
        this.counted = cache(MOST, COUNTED_ONCE_IN, ticker);
    }

    private static <V> Cache<TokenKey, V> cache(int size, Duration lifetime, Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(size)
                .expireAfterWrite(lifetime)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** How long a token is not asked about; zero for one that may be asked about now. */
    Duration pauseOf(TokenKey key) {
        Long until = paused.getIfPresent(key);
        return until == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, until - ticker.read()));
    }

    /**
     * Takes note of a failed token.
     *
     * @return how long it is not asked about from now on
     */
    Duration add(TokenKey key) {
        paused.put(key, ticker.read() + pause.toNanos());
        return pause;
    }

    /** True once in a while for each token. */
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
