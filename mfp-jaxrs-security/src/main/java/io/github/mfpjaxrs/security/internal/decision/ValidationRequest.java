package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenKey;

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
record ValidationRequest(
        TokenKey key,
        BearerToken token,
        RequiredScope required,
        long startedNanos,
        long earliestNanos,
        ReportedRequest occasion) {

    boolean acceptsCached() {
        return earliestNanos - startedNanos < 0;
    }
}
