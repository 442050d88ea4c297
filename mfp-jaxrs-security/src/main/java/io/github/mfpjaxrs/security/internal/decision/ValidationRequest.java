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
 * @param required the scope that it must have been granted
 * @param startedNanos the ticker reading at which the request arrived
 * @param earliestNanos the earliest acceptable ticker reading at which the result was requested
 * @param reportedRequest the request as it is reported
 * @param shared where decisions about the same request share the introspection result; null if there are no others
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
