package io.github.mfpjaxrs.security.internal.decision;

import java.util.Optional;

/**
 * The request that a decision is about, as it is reported.
 *
 * @param httpMethod its HTTP method
 * @param pathTemplate the path of the resource, with its parameters by name
 * @param trackingId what ties the decision to MobileFirst Analytics
 */
public record ReportedRequest(Optional<String> httpMethod, Optional<String> pathTemplate, Optional<String> trackingId) {

    /** No request that is known, or none that is reported. */
    public static final ReportedRequest UNKNOWN =
            new ReportedRequest(Optional.empty(), Optional.empty(), Optional.empty());
}
