package io.github.mfpjaxrs.security;

import java.util.Map;

/** Whether a request may go on: either it may, and this is its token, or it may not, and this is what to answer. */
public sealed interface AccessDecision {

    /**
     * The request may go on.
     *
     * @param token what introspection said about its access token
     */
    record Granted(AccessToken token) implements AccessDecision {}

    /**
     * The request must be answered with this status and these header fields, and go no further.
     *
     * @param reason why
     * @param status the HTTP status code: 400, 401, 403, 409, 500 or 503
     * @param headers the header fields by name, such as {@code WWW-Authenticate}; without line breaks
     */
    record Refused(Reason reason, int status, Map<String, String> headers) implements AccessDecision {

        /**
         * Copies the header fields.
         *
         * @param reason why
         * @param status the HTTP status code
         * @param headers the header fields by name
         */
        public Refused {
            headers = Map.copyOf(headers);
        }
    }

    /** Why a request was refused. */
    enum Reason {
        /** No access token was sent (401). */
        MISSING_TOKEN,
        /** More than one {@code Authorization} header field was sent (400). */
        INVALID_REQUEST,
        /** The token is malformed, unknown, expired, revoked or meant for someone else (401). */
        INVALID_TOKEN,
        /** The token was not granted the required scope (403). */
        INSUFFICIENT_SCOPE,
        /** The token's device is lost, stolen or disabled (403). */
        DEVICE_BLOCKED,
        /** {@code @DenyAll} closes the resource to everybody, whatever their token (403). */
        DENIED,
        /** The authorization server wants the client to send its request again (409). */
        CONFLICT,
        /** The authorization server cannot be asked, or its answer not be trusted (503). Says nothing about the token. */
        UNAVAILABLE,
        /** What the resource demands cannot be told (500): a fault of the application, described in its log. */
        UNRESOLVED_PROTECTION
    }
}
