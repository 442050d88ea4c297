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
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Caches introspection results. Active and inactive results have separate size limits, so a flood of random tokens
 * cannot evict active results. Thread-safe.
 */
public final class IntrospectionCache implements TokenCache {

    private final TokenDigest digest;
    private final InstantSource clock;
    private final Cache<TokenKey, CachedIntrospection> active;
    private final Cache<TokenKey, Boolean> inactive;

    /** Incremented by every eviction, so that results requested before an eviction can be recognized. */
    private final AtomicLong epoch = new AtomicLong();

    private volatile Runnable whenCleared = () -> {};

    /** Null if no other instances are connected. In that case, only epochs are compared. */
    private volatile @Nullable RecentEvictions recent;

    private volatile Consumer<Eviction> whenEvicted = eviction -> {};

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

    /**
     * Returns a builder for a cache that performs maintenance on the calling thread, so that no JVM-wide thread pool
     * retains a reference to this application.
     */
    private static Caffeine<Object, Object> cache(int size, Ticker ticker) {
        return Caffeine.newBuilder().maximumSize(size).ticker(ticker).executor(Runnable::run);
    }

    private Duration lifetime(CachedIntrospection response, Duration kept) {
        Duration left = Duration.ofMillis(Math.max(0, response.expiresAtMillis() - clock.millis()));
        return left.compareTo(kept) < 0 ? left : kept;
    }

    /**
     * Returns the cached result for a token, or null if there is none. The result might be older than the caller
     * accepts.
     */
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

    /** Returns the current epoch, which must be read before a token is introspected. */
    public long epoch() {
        return epoch.get();
    }

    /**
     * Caches a result if it can be reused.
     *
     * @param requestedAtNanos when the result was requested
     * @param requestedInEpoch the value of {@link #epoch()} at that time
     * @return whether the token is active and the result has been cached
     */
    public boolean store(TokenKey key, IntrospectionResult result, long requestedAtNanos, long requestedInEpoch) {
        if (result instanceof IntrospectionResult.Active response) {
            return store(
                    key,
                    new CachedIntrospection(response.token(), requestedAtNanos, find(key), false),
                    requestedInEpoch);
        } else if (result instanceof IntrospectionResult.Inactive) {
            active.invalidate(key);
            inactive.put(key, Boolean.TRUE);
            if (epoch.get() != requestedInEpoch) {
                inactive.invalidate(key);
            }
        }
        return false;
    }

    /**
     * Caches another instance's result if it can be reused.
     *
     * @param requestedAtNanos when the result was requested
     * @param epoch the value of {@link #epoch()} when the search for the result began
     */
    public void storeShared(TokenKey key, AccessToken token, long requestedAtNanos, long epoch) {
        store(key, new CachedIntrospection(token, requestedAtNanos, find(key), true), epoch);
    }

    private boolean store(TokenKey key, CachedIntrospection response, long requestedInEpoch) {
        inactive.invalidate(key);
        if (response.isExpired(clock.millis())) {
            active.invalidate(key);
            return false;
        }
        // The result is not visible yet, because a matching eviction might already have run.
        active.put(key, response);
        boolean current = !isEvictedSince(key, response.token(), requestedInEpoch);
        if (current) {
            response.publish();
        } else {
            active.invalidate(key);
        }
        return current;
    }

    /** Whether a result requested in the given epoch might have been evicted since then. */
    public boolean isEvictedSince(TokenKey key, AccessToken token, long requestedInEpoch) {
        RecentEvictions evicted = recent;
        return epoch.get() != requestedInEpoch
                && (evicted == null || evicted.isEvictedSince(key, token, requestedInEpoch));
    }

    /**
     * Returns the evictions that match a token and were applied before a result was requested. Another instance uses
     * the result only if the returned evictions include all matching evictions known to that instance.
     */
    public List<String> evictionsUpTo(TokenKey key, AccessToken token, long requestedInEpoch) {
        RecentEvictions evicted = recent;
        return evicted == null ? List.of() : evicted.upTo(key, token, requestedInEpoch);
    }

    /** Returns all recent evictions that match a token. */
    public List<String> evictionsOf(TokenKey key, AccessToken token) {
        return evictionsUpTo(key, token, epoch.get());
    }

    @Override
    public void evict(String accessToken) {
        TokenKey key = digest.keyOf(BearerToken.of(accessToken));
        evict(Eviction.Kind.TOKEN, Eviction.valueOf(key));
    }

    @Override
    public void evictUser(String userName) {
        evict(Eviction.Kind.USER, userName);
    }

    @Override
    public void evictDevice(String deviceId) {
        evict(Eviction.Kind.DEVICE, deviceId);
    }

    @Override
    public void evictClient(String clientId) {
        evict(Eviction.Kind.CLIENT, clientId);
    }

    @Override
    public void clear() {
        evict(Eviction.Kind.ALL, "");
        whenCleared.run();
    }

    private void evict(Eviction.Kind kind, String value) {
        Eviction eviction = Eviction.of(kind, value, clock.instant());
        apply(List.of(eviction));
        whenEvicted.accept(eviction);
    }

    /**
     * Immediately applies evictions from this or another instance. Evictions that have already been applied are
     * ignored. The cache is searched only once for all the evictions.
     */
    public void apply(Collection<Eviction> evictions) {
        RecentEvictions known = recent;
        List<Eviction> added = known == null
                ? List.copyOf(evictions)
                : evictions.stream().filter(known::remember).toList();
        if (added.isEmpty()) {
            return;
        }
        long now = epoch.incrementAndGet();
        if (known != null) {
            added.forEach(eviction -> known.add(eviction, now));
        }
        remove(added);
    }

    private void remove(List<Eviction> evictions) {
        Map<Eviction.Kind, Set<String>> values = new EnumMap<>(Eviction.Kind.class);
        for (Eviction eviction : evictions) {
            switch (eviction.kind()) {
                case ALL -> {
                    active.invalidateAll();
                    inactive.invalidateAll();
                }
                case TOKEN -> {
                    active.invalidate(eviction.key());
                    inactive.invalidate(eviction.key());
                }
                case USER, DEVICE, CLIENT ->
                    values.computeIfAbsent(eviction.kind(), kind -> new HashSet<>())
                            .add(eviction.value());
            }
        }
        if (!values.isEmpty()) {
            active.asMap().values().removeIf(response -> isOneOf(values, response.token()));
        }
    }

    private static boolean isOneOf(Map<Eviction.Kind, Set<String>> values, AccessToken token) {
        return contains(values, Eviction.Kind.USER, token.userName())
                || contains(values, Eviction.Kind.DEVICE, token.device().flatMap(MFPDevice::id))
                || contains(values, Eviction.Kind.CLIENT, token.clientId());
    }

    private static boolean contains(
            Map<Eviction.Kind, Set<String>> values, Eviction.Kind kind, Optional<String> value) {
        return value.isPresent() && values.getOrDefault(kind, Set.of()).contains(value.get());
    }

    /**
     * Connects this cache to other instances. Must be called before the first request.
     *
     * @param retention how long evictions are remembered, which must be longer than any response is used
     * @param announce announces this instance's evictions; must not block
     */
    public void connect(Duration retention, Ticker ticker, Consumer<Eviction> announce) {
        recent = new RecentEvictions(retention, ticker);
        whenEvicted = announce;
    }

    /** Registers an action that resets other state about the server when the cache is cleared. */
    public void whenCleared(Runnable action) {
        whenCleared = action;
    }

    @Override
    public Statistics statistics() {
        return new Statistics(active.estimatedSize(), hits.sum(), misses.sum(), evictions.sum());
    }
}
