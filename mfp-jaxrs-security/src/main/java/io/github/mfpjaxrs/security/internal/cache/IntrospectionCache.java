package io.github.mfpjaxrs.security.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPDevice;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Caches introspection results. Active and inactive results have separate limits, so a flood of random tokens cannot
 * evict active ones. Thread-safe.
 */
public final class IntrospectionCache implements TokenCache {

    private final TokenDigest digest;
    private final InstantSource clock;
    private final Cache<TokenKey, CachedIntrospection> active;
    private final Cache<TokenKey, Boolean> inactive;

    /** Incremented by each eviction. A result that was requested before an eviction is not cached. */
    private final AtomicLong epoch = new AtomicLong();

    private volatile Runnable whenCleared = () -> {};

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    public IntrospectionCache(Settings.Cache settings, TokenDigest digest, Ticker ticker, InstantSource clock) {
        this.digest = digest;
        this.clock = clock;
        Duration kept =
                settings.maxAge().isZero() ? Duration.ZERO : settings.maxAge().plus(settings.staleIfError());
        this.active = cache(kept.isZero() ? 0 : settings.size(), ticker)
                .expireAfter(Expiry.<TokenKey, CachedIntrospection>writing((key, response) -> lifetime(response, kept)))
                .evictionListener((key, response, cause) -> evictions.increment())
                .build();
        this.inactive = cache(settings.negativeMaxAge().isZero() ? 0 : settings.negativeSize(), ticker)
                .expireAfterWrite(settings.negativeMaxAge())
                .build();
    }

    /** Runs maintenance on the calling thread, so that no JVM-wide pool keeps a reference to this application. */
    private static Caffeine<Object, Object> cache(int size, Ticker ticker) {
        return Caffeine.newBuilder().maximumSize(size).ticker(ticker).executor(Runnable::run);
    }

    private Duration lifetime(CachedIntrospection response, Duration kept) {
        Duration left = Duration.ofMillis(Math.max(0, response.expiresAtMillis() - clock.millis()));
        return left.compareTo(kept) < 0 ? left : kept;
    }

    /** Returns the cached result of a token, or null. It may be older than the caller accepts. */
    @Nullable
    public CachedIntrospection find(TokenKey key) {
        CachedIntrospection response = active.getIfPresent(key);
        return response != null && response.isPublished() ? response : null;
    }

    public boolean isKnownInactive(TokenKey key) {
        return inactive.getIfPresent(key) != null;
    }

    public void countHit() {
        hits.increment();
    }

    public void countMiss() {
        misses.increment();
    }

    /** Returns the current epoch, to be read before a token is introspected. */
    public long epoch() {
        return epoch.get();
    }

    /**
     * Caches a result, if it can be reused.
     *
     * @param requestedAtNanos when the result was requested
     * @param requestedInEpoch {@link #epoch()} at that time
     */
    public void store(TokenKey key, IntrospectionResult result, long requestedAtNanos, long requestedInEpoch) {
        if (result instanceof IntrospectionResult.Active response) {
            store(key, new CachedIntrospection(response.token(), requestedAtNanos, find(key)), requestedInEpoch);
        } else if (result instanceof IntrospectionResult.Inactive) {
            active.invalidate(key);
            inactive.put(key, Boolean.TRUE);
            if (epoch.get() != requestedInEpoch) {
                inactive.invalidate(key);
            }
        }
    }

    private void store(TokenKey key, CachedIntrospection response, long requestedInEpoch) {
        inactive.invalidate(key);
        if (response.isExpired(clock.millis())) {
            active.invalidate(key);
            return;
        }
        // Not visible yet, because an eviction that must cover this result may have already run.
        active.put(key, response);
        if (epoch.get() == requestedInEpoch) {
            response.publish();
        } else {
            active.invalidate(key);
        }
    }

    @Override
    public void evict(String accessToken) {
        TokenKey key = digest.keyOf(BearerToken.of(accessToken));
        epoch.incrementAndGet();
        active.invalidate(key);
        inactive.invalidate(key);
    }

    @Override
    public void evictUser(String userName) {
        evictWhere(token -> token.userName().equals(Optional.of(userName)));
    }

    @Override
    public void evictDevice(String deviceId) {
        evictWhere(token -> token.device().flatMap(MFPDevice::id).equals(Optional.of(deviceId)));
    }

    @Override
    public void evictClient(String clientId) {
        evictWhere(token -> token.clientId().equals(Optional.of(clientId)));
    }

    private void evictWhere(Predicate<AccessToken> condition) {
        epoch.incrementAndGet();
        active.asMap().values().removeIf(response -> condition.test(response.token()));
    }

    @Override
    public void clear() {
        epoch.incrementAndGet();
        active.invalidateAll();
        inactive.invalidateAll();
        whenCleared.run();
    }

    /** Registers an action that resets further state about the server when the cache is cleared. */
    public void whenCleared(Runnable action) {
        whenCleared = action;
    }

    @Override
    public Statistics statistics() {
        return new Statistics(active.estimatedSize(), hits.sum(), misses.sum(), evictions.sum());
    }
}
