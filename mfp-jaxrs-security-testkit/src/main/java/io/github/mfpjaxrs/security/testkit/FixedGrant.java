package io.github.mfpjaxrs.security.testkit;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A grant made by a test or to a resource server. Withdrawn scope elements and checks are never granted again. */
final class FixedGrant implements Grant {

    private final TokenDetails details;
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    FixedGrant(TokenDetails details) {
        this.details = details;
    }

    @Override
    public TokenDetails details() {
        return lost.isEmpty() ? details : details.without(lost);
    }

    @Override
    public Instant expiresAt() {
        return details.expiresAt();
    }

    @Override
    public void expire(String scopeElementOrCheck) {
        lost.add(scopeElementOrCheck);
    }
}
