package io.github.mfpjaxrs.security.internal.oauth;

import io.github.mfpjaxrs.security.RequiredScope;

/**
 * A token that must be decided about.
 *
 * @param key its place in the cache
 * @param token the token
 * @param required what it must have been granted
 * @param startedNanos the ticker's reading when the request came
 * @param earliestNanos how old an answer may be: the reading that its question must not be older than
 * @param occasion the request, as it is reported
 */
record Inquiry(
        TokenKey key,
        BearerToken token,
        RequiredScope required,
        long startedNanos,
        long earliestNanos,
        Occasion occasion) {

    boolean acceptsCached() {
        return earliestNanos - startedNanos < 0;
    }
}
