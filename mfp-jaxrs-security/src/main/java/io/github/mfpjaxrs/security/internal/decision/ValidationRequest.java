package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import org.jspecify.annotations.Nullable;

/**
 * A token to be validated.
 *
 * @param key the cache key of the token
 * @param token the token
 * @param required the scope that the token must have been granted
 * @param startedNanos the ticker reading at which the request arrived
 * @param earliestNanos the earliest acceptable ticker reading at which the result was requested
 * @param reportedRequest the request as it is reported
 * @param shared holds the introspection result for further decisions about the same request; null if there are none
 */
record ValidationRequest(
        TokenKey key,
        BearerToken token,
        RequiredScope required,
        long startedNanos,
        long earliestNanos,
        ReportedRequest reportedRequest,
        @Nullable RequestIntrospection shared) {

    boolean acceptsCached() {
        return earliestNanos - startedNanos < 0;
    }
}
