package io.github.mfpjaxrs.security.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A token issued by this server, with its current state. */
final class IssuedToken {

    private final TokenDetails details;
    private final boolean own;
    private final Fault fault;
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private final AtomicInteger conflicts = new AtomicInteger();
    private volatile boolean revoked;

    IssuedToken(TokenDetails details, boolean own, Fault fault) {
        this.details = details;
        this.own = own;
        this.fault = fault;
    }

    TokenDetails details() {
        return details;
    }

    /** Whether the token endpoint issued the token to a resource server. */
    boolean isOwn() {
        return own;
    }

    Fault fault() {
        return fault;
    }

    boolean isActive(Instant now) {
        return !revoked && now.isBefore(details.expiresAt());
    }

    boolean stillGrants(String scopeElementOrCheck) {
        return !lost.contains(scopeElementOrCheck);
    }

    List<String> scopeElements() {
        return details.scopeElements().stream().filter(this::stillGrants).toList();
    }

    void revoke() {
        revoked = true;
    }

    void lose(String scopeElement) {
        lost.add(scopeElement);
    }

    void conflict(int times) {
        conflicts.set(times);
    }

    boolean takeConflict() {
        return conflicts.getAndUpdate(left -> left == Integer.MAX_VALUE ? left : Math.max(0, left - 1)) > 0;
    }
}
