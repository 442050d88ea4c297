package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import org.jspecify.annotations.Nullable;

/**
 * A request whose token is to be validated.
 *
 * @param key the token's cache key
 * @param token the token
 * @param required the scope that the token must have been granted
 * @param startedNanos the ticker reading at which the request arrived
 * @param earliestNanos the ticker reading at or after which the result must have been requested
 * @param reportedRequest the request details to report
 * @param shared holds the introspection result for further decisions about the same request; null if there will be
 *     none
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
