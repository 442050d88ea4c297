package io.github.mfpjaxrs.security.internal.cache;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.internal.token.SaturatedMillis;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/** An active introspection result and the time at which it was requested. */
public final class CachedIntrospection {

    private static final AtomicLongFieldUpdater<CachedIntrospection> NEXT_REFRESH =
            AtomicLongFieldUpdater.newUpdater(CachedIntrospection.class, "nextRefreshNanos");

    /** The minimum time between refreshes, which keeps a failed refresh from being repeated immediately. */
    private static final long REFRESH_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** The age at which a result is no longer young, so that a refusal based on the result must first be confirmed. */
    public static final long YOUNG_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AccessToken token;
    private final long requestedAtNanos;
    private final long expiresAtMillis;
    private final boolean shared;
    private final long confirmableAtNanos;
    private volatile long nextRefreshNanos;
    private volatile long introspectionPausedUntilNanos;
    private volatile boolean published;
    private volatile boolean refused;

    /**
     * @param token the introspected token
     * @param requestedAtNanos the ticker reading at which the result was requested; the result's age is measured from
     *     it
     * @param predecessor the previous result for the same token, or null if none is cached
     * @param shared whether another instance requested the result
     */
    CachedIntrospection(
            AccessToken token, long requestedAtNanos, @Nullable CachedIntrospection predecessor, boolean shared) {
        this.shared = shared;
        this.token = token;
        this.requestedAtNanos = requestedAtNanos;
        this.confirmableAtNanos = predecessor == null
                ? requestedAtNanos
                : requestedAtNanos + predecessor.remainingPauseNanos(requestedAtNanos);
        this.nextRefreshNanos = requestedAtNanos;
        this.introspectionPausedUntilNanos = requestedAtNanos;
        this.expiresAtMillis =
                token.expiresAt().map(SaturatedMillis::fromInstant).orElse(Long.MAX_VALUE);
    }

    public AccessToken token() {
        return token;
    }

    public long requestedAtNanos() {
        return requestedAtNanos;
    }

    /**
     * Whether another instance requested the result. Such a result can be used to admit requests, but never to refuse
     * them.
     */
    public boolean isShared() {
        return shared;
    }

    long expiresAtMillis() {
        return expiresAtMillis;
    }

    public long ageNanos(long nowNanos) {
        return nowNanos - requestedAtNanos;
    }

    public boolean isExpired(long nowMillis) {
        return nowMillis >= expiresAtMillis;
    }

    /** Whether the result was requested no earlier than the given time and the token has not expired. */
    public boolean isUsable(long earliestNanos, long nowMillis) {
        return requestedAtNanos - earliestNanos >= 0 && !isExpired(nowMillis);
    }

    /**
     * Makes the result visible. Called if no matching eviction has occurred since the result was requested. Later
     * evictions find the result in the cache.
     */
    void publish() {
        published = true;
    }

    boolean isPublished() {
        return published;
    }

    /**
     * Records that introspecting this token again has just failed. Until the given ticker reading, requests that
     * would be refused because of this result do not cause another introspection.
     */
    public void pauseIntrospectionUntil(long nanos) {
        introspectionPausedUntilNanos = nanos;
    }

    public boolean isIntrospectionPaused(long nowNanos) {
        return introspectionPausedUntilNanos - nowNanos > 0;
    }

    /**
     * Returns the remaining pause, which is at most {@link #YOUNG_NANOS}. The sooner a result follows its
     * predecessor, the longer the pause.
     */
    private long remainingPauseNanos(long nowNanos) {
        return Math.max(0, Math.min(confirmableAtNanos - nowNanos + YOUNG_NANOS, YOUNG_NANOS));
    }

    /** Records that a request was refused because of this result. */
    public void refused() {
        refused = true;
    }

    /**
     * Whether the server must confirm the next refusal based on this result. A young result can be used to refuse one
     * request without confirmation. The next request might follow a login, which can take less than a second if the
     * user does not have to type. Confirmations are limited to one per second on average, with bursts of two. A
     * shared result must always be confirmed, because another instance might already have used it to refuse requests.
     */
    public boolean mustBeConfirmed(long nowNanos) {
        return shared || ageNanos(nowNanos) >= YOUNG_NANOS || (refused && nowNanos - confirmableAtNanos >= 0);
    }

    /** Returns true to at most one caller per second. That caller then refreshes the result. */
    public boolean tryBeginRefresh(long nowNanos) {
        long next = nextRefreshNanos;
        return nowNanos - next >= 0 && NEXT_REFRESH.compareAndSet(this, next, nowNanos + REFRESH_PAUSE_NANOS);
    }
}
