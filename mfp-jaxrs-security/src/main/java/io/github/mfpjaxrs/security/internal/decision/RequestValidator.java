package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.TokenValidator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Validates the access tokens in requests and reports the decisions. Thread-safe. */
public interface RequestValidator extends TokenValidator {

    /**
     * Validates a request's access token and reports the decision. Blocks while the token is introspected.
     *
     * @param authorization the values of all Authorization header fields
     * @param required the scope that the token must have been granted
     * @param reportedRequest the request details to report
     * @param shared holds the introspection result for further decisions about the same request; null if there will
     *     be none
     * @return the decision
     */
    AccessDecision validate(
            List<String> authorization,
            RequiredScope required,
            ReportedRequest reportedRequest,
            @Nullable RequestIntrospection shared);

    /**
     * Like {@link #validate(List, RequiredScope, ReportedRequest, RequestIntrospection)}, but for a thread that must
     * not block.
     *
     * @param authorization the values of all Authorization header fields
     * @param required the scope that the token must have been granted
     * @param reportedRequest the request details to report
     * @param shared as in {@link #validate}
     * @return a stage that is already complete on a cache hit and that never completes exceptionally
     */
    CompletionStage<AccessDecision> validateAsync(
            List<String> authorization,
            RequiredScope required,
            ReportedRequest reportedRequest,
            @Nullable RequestIntrospection shared);

    @Override
    default AccessDecision validate(List<String> authorization, RequiredScope required) {
        return validate(authorization, required, ReportedRequest.UNKNOWN, null);
    }

    /**
     * Creates a holder that shares an introspection result between several decisions about a request.
     *
     * @return an empty holder
     */
    RequestIntrospection newRequestIntrospection();

    /**
     * Returns whether decisions are reported to a listener.
     *
     * @return false if the {@link ReportedRequest} would not be used
     */
    boolean isReporting();

    /**
     * Returns the cache controls.
     *
     * @return the same object each time
     */
    TokenCache cache();

    /**
     * Returns the status of the authorization servers.
     *
     * @return the same object each time
     */
    AuthorizationServerStatus status();
}
