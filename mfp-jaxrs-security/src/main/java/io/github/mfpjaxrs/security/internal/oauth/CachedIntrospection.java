package io.github.mfpjaxrs.security.internal.oauth;

import io.github.mfpjaxrs.security.AccessToken;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** An answer "active", and when it was given. */
final class CachedIntrospection {

    private static final AtomicIntegerFieldUpdater<CachedIntrospection> RENEWING =
            AtomicIntegerFieldUpdater.newUpdater(CachedIntrospection.class, "renewing");

    private final AccessToken token;
    private final long askedAtNanos;
    private final long expiresAtMillis;
    private volatile int renewing;
    private volatile boolean settled;

    /**
     * @param token what the server said
     * @param askedAtNanos the ticker's reading when it was asked: an answer is as old as its question
     */
    CachedIntrospection(AccessToken token, long askedAtNanos) {
        this.token = token;
        this.askedAtNanos = askedAtNanos;
        this.expiresAtMillis = token.expiresAt().map(EpochMillis::of).orElse(Long.MAX_VALUE);
    }

    AccessToken token() {
        return token;
    }

    long askedAtNanos() {
        return askedAtNanos;
    }

    long expiresAtMillis() {
        return expiresAtMillis;
    }

    long ageNanos(long nowNanos) {
        return nowNanos - askedAtNanos;
    }

    boolean isExpired(long nowMillis) {
        return nowMillis >= expiresAtMillis;
    }

    /** Whether the question was put no earlier than a given time, and the token has not ended since. */
    boolean isUsable(long earliestNanos, long nowMillis) {
        return askedAtNanos - earliestNanos >= 0 && !isExpired(nowMillis);
    }

    /** No eviction has come between the question and the cache: from here on, an eviction finds this answer there. */
    void settle() {
        settled = true;
    }

    boolean isSettled() {
        return settled;
    }

    /** True for one caller alone. */
    boolean beginRenewal() {
        return renewing == 0 && RENEWING.compareAndSet(this, 0, 1);
    }
}
