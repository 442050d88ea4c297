package io.github.mfpjaxrs.security.testkit;

import java.time.Instant;

/** The authorization behind a token. */
interface Grant {

    /** Returns what is granted at this moment. */
    TokenDetails details();

    Instant expiresAt();

    /** Withdraws a scope element, or everything that a security check of that name grants. */
    void expire(String scopeElementOrCheck);
}
