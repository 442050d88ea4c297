package io.github.mfpjaxrs.security.testkit;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A token issued by this server, including its current state. */
final class IssuedToken {

    private final Grant grant;
    private final boolean own;
    private final Fault fault;
    private final AtomicInteger conflicts = new AtomicInteger();
    private volatile boolean revoked;

    IssuedToken(Grant grant, boolean own, Fault fault) {
        this.grant = grant;
        this.own = own;
        this.fault = fault;
    }

    /** Returns what the token currently grants. */
    TokenDetails details() {
        return grant.details();
    }

    /** Whether the token endpoint issued the token to a resource server. */
    boolean isOwn() {
        return own;
    }

    Fault fault() {
        return fault;
    }

    Instant expiresAt() {
        return grant.expiresAt();
    }

    boolean isActive(Instant now) {
        return !revoked && now.isBefore(expiresAt());
    }

    void revoke() {
        revoked = true;
    }

    void expire(String scopeElementOrCheck) {
        grant.expire(scopeElementOrCheck);
    }

    void conflict(int times) {
        conflicts.set(times);
    }

    boolean takeConflict() {
        return conflicts.getAndUpdate(left -> left == Integer.MAX_VALUE ? left : Math.max(0, left - 1)) > 0;
    }
}
