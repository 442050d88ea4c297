package io.github.mfpjaxrs.security.internal.server;

import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.FailureKind;
import java.io.Serial;
import java.time.Duration;

/**
 * A failure to obtain a usable response from the authorization server. The {@link Kind} of the failure determines
 * whether to retry and what to log.
 */
public final class AuthorizationServerFailure extends AuthorizationServerException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** The kind of failure. */
    public enum Kind {
        /**
         * No connection could be established, or the host is unknown. The request did not reach the server and may be
         * sent again.
         */
        UNREACHABLE,
        /** The TLS handshake failed. */
        TLS,
        /** The connection was lost. The server might have processed the request. */
        BROKEN_CONNECTION,
        /** No complete response arrived within the time limit. */
        TIMEOUT,
        /** A 5xx response. The request may be sent again. */
        SERVER_ERROR,
        /** A 429 response. No further request may be sent for a while. */
        THROTTLED,
        /** An invalid response: an unexpected status or media type, malformed JSON, or no value for {@code active}. */
        BAD_ANSWER,
        /** The server rejected this service's credentials, which is a configuration error. */
        CREDENTIALS_REJECTED,
        /** The request was not sent because too many requests are already waiting for the server. */
        OVERLOADED,
        /** The request was not sent because the server failed recently. */
        CIRCUIT_OPEN,
        /**
         * For one token, the server responded as if it had rejected this service's credentials, even though it
         * accepts these credentials for other tokens.
         */
        TOKEN_REFUSED,
        /** The request was not sent because the server recently gave no usable response for this token. */
        TOKEN_FAILED
    }

    /**
     * Whether the failure occurred before introspection, while requesting this service's access token or discovering
     * the endpoints.
     */
    private final boolean beforeIntrospection;

    /** Whether this failure ended another thread's request, for whose result this thread waited. */
    private final boolean secondHand;

    /**
     * Creates a failure without a retry time.
     *
     * @param kind the kind of failure
     * @param message a description of the failure; must not contain a token or a secret
     */
    public AuthorizationServerFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.beforeIntrospection = false;
        this.secondHand = false;
    }

    /**
     * Creates a failure with a cause and without a retry time.
     *
     * @param kind the kind of failure
     * @param message a description of the failure; must not contain a token or a secret
     * @param cause the cause
     */
    public AuthorizationServerFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.beforeIntrospection = false;
        this.secondHand = false;
    }

    /**
     * Creates a failure with a retry time.
     *
     * @param kind the kind of failure
     * @param message a description of the failure; must not contain a token or a secret
     * @param retryAfter how long to wait before the next call to the server
     */
    public AuthorizationServerFailure(Kind kind, String message, Duration retryAfter) {
        super(message, retryAfter);
        this.kind = kind;
        this.beforeIntrospection = false;
        this.secondHand = false;
    }

    public static AuthorizationServerFailure timeout(String message) {
        return new AuthorizationServerFailure(Kind.TIMEOUT, message);
    }

    public static AuthorizationServerFailure timeout(String message, Throwable cause) {
        return new AuthorizationServerFailure(Kind.TIMEOUT, message, cause);
    }

    public static AuthorizationServerFailure unreachable(String message, Throwable cause) {
        return new AuthorizationServerFailure(Kind.UNREACHABLE, message, cause);
    }

    public static AuthorizationServerFailure tls(String message, Throwable cause) {
        return new AuthorizationServerFailure(Kind.TLS, message, cause);
    }

    public static AuthorizationServerFailure brokenConnection(String message, Throwable cause) {
        return new AuthorizationServerFailure(Kind.BROKEN_CONNECTION, message, cause);
    }

    public static AuthorizationServerFailure invalidResponse(String message) {
        return new AuthorizationServerFailure(Kind.BAD_ANSWER, message);
    }

    public static AuthorizationServerFailure invalidResponse(String message, Throwable cause) {
        return new AuthorizationServerFailure(Kind.BAD_ANSWER, message, cause);
    }

    public static AuthorizationServerFailure throttled(String message, Duration retryAfter) {
        return new AuthorizationServerFailure(Kind.THROTTLED, message, retryAfter);
    }

    public static AuthorizationServerFailure credentialsRejected(String message) {
        return new AuthorizationServerFailure(Kind.CREDENTIALS_REJECTED, message);
    }

    public static AuthorizationServerFailure credentialsRejected(String message, Duration retryAfter) {
        return new AuthorizationServerFailure(Kind.CREDENTIALS_REJECTED, message, retryAfter);
    }

    public static AuthorizationServerFailure overloaded(String message, Duration retryAfter) {
        return new AuthorizationServerFailure(Kind.OVERLOADED, message, retryAfter);
    }

    public static AuthorizationServerFailure overloaded(String message, Throwable cause) {
        return new AuthorizationServerFailure(Kind.OVERLOADED, message, cause);
    }

    public static AuthorizationServerFailure circuitOpen(String message, Duration retryAfter) {
        return new AuthorizationServerFailure(Kind.CIRCUIT_OPEN, message, retryAfter);
    }

    public static AuthorizationServerFailure tokenRefused(String message) {
        return new AuthorizationServerFailure(Kind.TOKEN_REFUSED, message);
    }

    public static AuthorizationServerFailure tokenFailed(String message, Duration retryAfter) {
        return new AuthorizationServerFailure(Kind.TOKEN_FAILED, message, retryAfter);
    }

    private AuthorizationServerFailure(
            AuthorizationServerFailure original, Duration retryAfter, boolean beforeIntrospection, boolean secondHand) {
        super(String.valueOf(original.getMessage()), retryAfter);
        this.kind = original.kind;
        this.beforeIntrospection = beforeIntrospection;
        this.secondHand = secondHand;
        initCause(original.getCause());
    }

    private AuthorizationServerFailure(
            AuthorizationServerFailure original, boolean beforeIntrospection, boolean secondHand) {
        super(String.valueOf(original.getMessage()));
        this.kind = original.kind;
        this.beforeIntrospection = beforeIntrospection;
        this.secondHand = secondHand;
        initCause(original.getCause());
    }

    /**
     * Returns a copy of this failure that is marked as having occurred before introspection, so that it is not
     * treated as evidence about the client's token.
     */
    public AuthorizationServerFailure beforeIntrospection() {
        return copy(true, secondHand);
    }

    /**
     * Returns a copy of this failure for a thread that only waited for the failed request. The copy is not counted
     * against the server again.
     */
    public AuthorizationServerFailure secondHand() {
        return copy(beforeIntrospection, true);
    }

    private AuthorizationServerFailure copy(boolean before, boolean waited) {
        return getRetryAfter()
                .map(pause -> new AuthorizationServerFailure(this, pause, before, waited))
                .orElseGet(() -> new AuthorizationServerFailure(this, before, waited));
    }

    /** Returns a copy of this failure with another retry time. */
    public AuthorizationServerFailure retryAfter(Duration pause) {
        return new AuthorizationServerFailure(this, pause, beforeIntrospection, secondHand);
    }

    /** Whether the server gave a complete response, usable or not, when a client's token was introspected. */
    public boolean isIntrospectionResponse() {
        return !beforeIntrospection && isResponse();
    }

    /** Whether the failure occurred while requesting this service's access token or discovering the endpoints. */
    public boolean isBeforeIntrospection() {
        return beforeIntrospection;
    }

    /** Whether another thread's request failed, for whose result this thread waited. */
    public boolean isSecondHand() {
        return secondHand;
    }

    private boolean isResponse() {
        return switch (kind) {
            case SERVER_ERROR, BAD_ANSWER, TOKEN_REFUSED -> true;
            // If there is a retry time, the rejection affects every token.
            case CREDENTIALS_REJECTED -> getRetryAfter().isEmpty();
            default -> false;
        };
    }

    /**
     * Returns the kind of failure.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /** Returns the public kind that corresponds to an introspection failure. */
    public static FailureKind kindOf(Throwable failure) {
        return failure instanceof AuthorizationServerFailure known
                ? switch (known.kind) {
                    case UNREACHABLE -> FailureKind.UNREACHABLE;
                    case TLS -> FailureKind.TLS;
                    case BROKEN_CONNECTION -> FailureKind.BROKEN_CONNECTION;
                    case TIMEOUT -> FailureKind.TIMEOUT;
                    case SERVER_ERROR -> FailureKind.SERVER_ERROR;
                    case THROTTLED -> FailureKind.THROTTLED;
                    case BAD_ANSWER -> FailureKind.INVALID_RESPONSE;
                    case CREDENTIALS_REJECTED -> FailureKind.CREDENTIALS_REJECTED;
                    case OVERLOADED -> FailureKind.OVERLOADED;
                    case CIRCUIT_OPEN -> FailureKind.CIRCUIT_OPEN;
                    case TOKEN_REFUSED -> FailureKind.TOKEN_REFUSED;
                    case TOKEN_FAILED -> FailureKind.TOKEN_PAUSED;
                }
                : FailureKind.INVALID_RESPONSE;
    }
}
