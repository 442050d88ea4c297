package io.github.mfpjaxrs.security.internal.decision;

import java.util.Optional;

/**
 * The request details that are reported with a decision.
 *
 * @param httpMethod the request's HTTP method
 * @param pathTemplate the resource's path template
 * @param trackingId the ID that correlates the decision with MobileFirst Analytics
 * @param userAgent the client software
 * @param clientMetadata the metadata that the client sent about itself
 * @param access the effect of a refused token
 */
public record ReportedRequest(
        Optional<String> httpMethod,
        Optional<String> pathTemplate,
        Optional<String> trackingId,
        Optional<String> userAgent,
        Optional<String> clientMetadata,
        Access access) {

    /** Whether the method requires a token. */
    public enum Access {
        /** A token is required. A request without a valid token is refused. */
        PROTECTED,
        /** No token is required. A request without a valid token proceeds anonymously. */
        OPEN
    }

    /** A request that is unknown or is not reported. */
    public static final ReportedRequest UNKNOWN = new ReportedRequest(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Access.PROTECTED);

    /** Like {@link #UNKNOWN}, but for a method that requires no token. */
    public static final ReportedRequest UNKNOWN_OPEN = new ReportedRequest(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Access.OPEN);
}
