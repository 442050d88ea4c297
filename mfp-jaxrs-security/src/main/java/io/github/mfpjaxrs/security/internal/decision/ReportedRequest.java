package io.github.mfpjaxrs.security.internal.decision;

import java.util.Optional;

/**
 * The request that a decision is about, as it is reported.
 *
 * @param httpMethod its HTTP method
 * @param pathTemplate the path of the resource, with its parameters by name
 * @param trackingId what ties the decision to MobileFirst Analytics
 * @param access what becomes of the request if its token is refused
 */
public record ReportedRequest(
        Optional<String> httpMethod, Optional<String> pathTemplate, Optional<String> trackingId, Access access) {

    /** Whether the method needs the token. */
    public enum Access {
        /** It does. A request without a good one is refused. */
        PROTECTED,
        /** It does not. A request without a good one continues, and has no caller. */
        OPEN
    }

    /** No request that is known, or none that is reported. */
    public static final ReportedRequest UNKNOWN =
            new ReportedRequest(Optional.empty(), Optional.empty(), Optional.empty(), Access.PROTECTED);
}
