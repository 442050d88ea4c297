package io.github.mfpjaxrs.security;

import java.util.Map;

/**
 * The outcome of authorizing a request: either {@link Granted} with the token or {@link Refused} with the response to
 * send.
 */
public sealed interface AccessDecision {

    /**
     * The request may proceed.
     *
     * @param token the introspected access token
     */
    record Granted(AccessToken token) implements AccessDecision {}

    /**
     * The request must not proceed. The client receives this status and these header fields.
     *
     * @param reason the reason for the refusal
     * @param status the HTTP status code: 400, 401, 403, 409, 500 or 503
     * @param headers the header fields by name, such as {@code WWW-Authenticate}; the values contain no line breaks
     */
    record Refused(Reason reason, int status, Map<String, String> headers) implements AccessDecision {

        /**
         * Copies the header fields.
         *
         * @param reason the reason for the refusal
         * @param status the HTTP status code
         * @param headers the header fields by name
         */
        public Refused {
            headers = Map.copyOf(headers);
        }
    }

    /** The reason for a refusal. */
    enum Reason {
        /** No access token was sent (401). */
        MISSING_TOKEN,
        /** More than one {@code Authorization} header field was sent (400). */
        INVALID_REQUEST,
        /** The token is malformed, unknown, expired, revoked or issued for another audience (401). */
        INVALID_TOKEN,
        /** The token was not granted the required scope (403). */
        INSUFFICIENT_SCOPE,
        /** The token's device is lost, stolen or disabled (403). */
        DEVICE_BLOCKED,
        /** {@code @DenyAll} closes the resource to all clients, regardless of their tokens (403). */
        DENIED,
        /** The authorization server requires the client to send its request again (409). */
        CONFLICT,
        /**
         * The authorization server cannot be reached, or its response cannot be trusted (503). This implies nothing
         * about the token.
         */
        UNAVAILABLE,
        /**
         * The resource's requirements are ambiguous (500). This is an error in the application; the application log
         * describes it in detail.
         */
        UNRESOLVED_PROTECTION,
        /**
         * The request path can be interpreted in several ways (400). Such a request is refused only if
         * {@code mfp.protect} keys protect any paths.
         */
        AMBIGUOUS_PATH
    }
}
