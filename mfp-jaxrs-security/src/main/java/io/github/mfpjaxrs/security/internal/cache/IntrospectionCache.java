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
 * The answers that may be used again: "active" in one space, "not active" in another of their own, so that no flood of
 * random tokens drives a good one out. Thread-safe.
 */
public final class IntrospectionCache implements TokenCache {

    private final TokenDigest digest;
    private final InstantSource clock;
    private final Cache<TokenKey, CachedIntrospection> active;
    private final Cache<TokenKey, Boolean> inactive;

    /** Raised by each eviction: an answer whose question is older than the eviction is not cached. */
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
                .expireAfter(Expiry.<TokenKey, CachedIntrospection>writing((key, answer) -> lifetime(answer, kept)))
                .evictionListener((key, answer, cause) -> evictions.increment())
                .build();
        this.inactive = cache(settings.negativeMaxAge().isZero() ? 0 : settings.negativeSize(), ticker)
                .expireAfterWrite(settings.negativeMaxAge())
                .build();
    }

    /** Housekeeping on the thread that causes it: no pool of the JVM's keeps a reference to this application. */
    private static Caffeine<Object, Object> cache(int size, Ticker ticker) {
        return Caffeine.newBuilder().maximumSize(size).ticker(ticker).executor(Runnable::run);
    }

    private Duration lifetime(CachedIntrospection answer, Duration kept) {
        Duration left = Duration.ofMillis(Math.max(0, answer.expiresAtMillis() - clock.millis()));
        return left.compareTo(kept) < 0 ? left : kept;
    }

    /** The answer of a token; it may be older than the caller wants. */
    @Nullable
    public CachedIntrospection find(TokenKey key) {
        CachedIntrospection answer = active.getIfPresent(key);
        return answer != null && answer.isSettled() ? answer : null;
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

    /** The state of evictions, to be taken before the server is asked. */
    long epoch() {
        return epoch.get();
    }

    /**
     * Keeps an answer, where it may be used again.
     *
     * @param askedAtNanos when the server was asked
     * @param askedInEpoch {@link #epoch()} of that time
     */
    void store(TokenKey key, IntrospectionResult result, long askedAtNanos, long askedInEpoch) {
        if (result instanceof IntrospectionResult.Active answer) {
            store(key, new CachedIntrospection(answer.token(), askedAtNanos), askedInEpoch);
        } else if (result instanceof IntrospectionResult.Inactive) {
            active.invalidate(key);
            inactive.put(key, Boolean.TRUE);
            if (epoch.get() != askedInEpoch) {
                inactive.invalidate(key);
            }
        }
    }

    private void store(TokenKey key, CachedIntrospection answer, long askedInEpoch) {
        inactive.invalidate(key);
        if (answer.isExpired(clock.millis())) {
            active.invalidate(key);
            return;
        }
        // Nobody finds it yet: it may be older than an eviction that has looked for it already.
        active.put(key, answer);
        if (epoch.get() == askedInEpoch) {
            answer.settle();
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
        active.asMap().values().removeIf(answer -> condition.test(answer.token()));
    }

    @Override
    public void clear() {
        epoch.incrementAndGet();
        active.invalidateAll();
        inactive.invalidateAll();
        whenCleared.run();
    }

    /** Forgets together with the responses what else is remembered of the server. */
    void whenCleared(Runnable action) {
        whenCleared = action;
    }

    @Override
    public Statistics statistics() {
        return new Statistics(active.estimatedSize(), hits.sum(), misses.sum(), evictions.sum());
    }
}
