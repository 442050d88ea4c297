package io.github.mfpjaxrs.security.testkit;

import java.time.Instant;

/** The authorization that a token represents. */
interface Grant {

    /** Returns what is currently granted. */
    TokenDetails details();

    Instant expiresAt();

    /** Withdraws a scope element, or everything granted by the security check with that name. */
    void expire(String scopeElementOrCheck);
}
