package io.github.mfpjaxrs.security.internal.cache;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.internal.token.SaturatedMillis;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/** An answer "active", and when it was given. */
public final class CachedIntrospection {

    private static final AtomicLongFieldUpdater<CachedIntrospection> NEXT_RENEWAL =
            AtomicLongFieldUpdater.newUpdater(CachedIntrospection.class, "nextRenewalNanos");

    /** A renewal that came to nothing is not tried again at once. */
    private static final long RENEWAL_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AccessToken token;
    private final long askedAtNanos;
    private final long expiresAtMillis;
    private volatile long nextRenewalNanos;
    private volatile long leftAloneUntilNanos;
    private volatile boolean settled;

    /**
     * @param token what the server said
     * @param askedAtNanos the ticker's reading when it was asked: an answer is as old as its question
     */
    CachedIntrospection(AccessToken token, long askedAtNanos) {
        this.token = token;
        this.askedAtNanos = askedAtNanos;
        this.nextRenewalNanos = askedAtNanos;
        this.leftAloneUntilNanos = askedAtNanos;
        this.expiresAtMillis = token.expiresAt().map(SaturatedMillis::of).orElse(Long.MAX_VALUE);
    }

    public AccessToken token() {
        return token;
    }

    long askedAtNanos() {
        return askedAtNanos;
    }

    long expiresAtMillis() {
        return expiresAtMillis;
    }

    public long ageNanos(long nowNanos) {
        return nowNanos - askedAtNanos;
    }

    public boolean isExpired(long nowMillis) {
        return nowMillis >= expiresAtMillis;
    }

    /** Whether the question was put no earlier than a given time, and the token has not ended since. */
    public boolean isUsable(long earliestNanos, long nowMillis) {
        return askedAtNanos - earliestNanos >= 0 && !isExpired(nowMillis);
    }

    /** No eviction has come between the question and the cache: from here on, an eviction finds this answer there. */
    void settle() {
        settled = true;
    }

    boolean isSettled() {
        return settled;
    }

    /** The server was asked afresh in vain: no request is to ask it again at once, only to be refused by this answer. */
    public void leaveAloneUntil(long nanos) {
        leftAloneUntilNanos = nanos;
    }

    public boolean isLeftAlone(long nowNanos) {
        return leftAloneUntilNanos - nowNanos > 0;
    }

    /** True for one caller alone, until a pause is over. */
    public boolean beginRenewal(long nowNanos) {
        long next = nextRenewalNanos;
        return nowNanos - next >= 0 && NEXT_RENEWAL.compareAndSet(this, next, nowNanos + RENEWAL_PAUSE_NANOS);
    }
}
