package io.github.mfpjaxrs.security.internal.server;

import io.github.mfpjaxrs.security.AuthorizationServerException;
import java.io.Serial;
import java.time.Duration;

/** Trouble at the authorization server, by its kind: what may be tried again, and what to tell the operator. */
public final class AuthorizationServerFailure extends AuthorizationServerException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** What may be tried again depends on it. */
    private final Kind kind;

    /** What kind of trouble. */
    public enum Kind {
        /** No connection, or no such host: the request did not reach the server, and may be sent again. */
        UNREACHABLE,
        /** The TLS handshake failed. */
        TLS,
        /** The connection broke: the server may have seen the request. */
        BROKEN_CONNECTION,
        /** No whole answer in time. */
        TIMEOUT,
        /** A 5xx: may be sent again once. */
        SERVER_ERROR,
        /** 429: must be left alone for a while. */
        THROTTLED,
        /** An answer that is none: another status, another type, not JSON, no verdict. */
        BAD_ANSWER,
        /** The server refuses our own credentials: a matter of configuration. */
        CREDENTIALS_REJECTED,
        /** We did not ask: too many requests are waiting for the server already. */
        OVERLOADED,
        /** We did not ask: the server was in trouble a moment ago. */
        CIRCUIT_OPEN,
        /** The server refuses one client's token with a status for our own credentials, which it accepts otherwise. */
        TOKEN_REFUSED,
        /** We did not ask: the server gave no usable response for this very token a moment ago. */
        TOKEN_FAILED
    }

    /** Whether it arose before the client's token was sent: in getting our own token, or the endpoints. */
    private final boolean beforeTheToken;

    /**
     * Trouble of unknown length.
     *
     * @param kind its kind
     * @param message what happened, without token or secret
     */
    public AuthorizationServerFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.beforeTheToken = false;
    }

    /**
     * Trouble with a cause.
     *
     * @param kind its kind
     * @param message what happened, without token or secret
     * @param cause what was thrown
     */
    public AuthorizationServerFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.beforeTheToken = false;
    }

    /**
     * Trouble of known length.
     *
     * @param kind its kind
     * @param message what happened, without token or secret
     * @param retryAfter how long to leave the server alone
     */
    public AuthorizationServerFailure(Kind kind, String message, Duration retryAfter) {
        super(message, retryAfter);
        this.kind = kind;
        this.beforeTheToken = false;
    }

    private AuthorizationServerFailure(
            AuthorizationServerFailure original, Duration retryAfter, boolean beforeTheToken) {
        super(String.valueOf(original.getMessage()), retryAfter);
        this.kind = original.kind;
        this.beforeTheToken = beforeTheToken;
        initCause(original.getCause());
    }

    private AuthorizationServerFailure(AuthorizationServerFailure original) {
        super(String.valueOf(original.getMessage()));
        this.kind = original.kind;
        this.beforeTheToken = true;
        initCause(original.getCause());
    }

    /** The same trouble, met before the client's token was sent, so that it says nothing about that token. */
    public AuthorizationServerFailure beforeTheToken() {
        return getRetryAfter()
                .map(pause -> new AuthorizationServerFailure(this, pause, true))
                .orElseGet(() -> new AuthorizationServerFailure(this));
    }

    /** The same trouble, with another time to wait. */
    public AuthorizationServerFailure retryAfter(Duration pause) {
        return new AuthorizationServerFailure(this, pause, beforeTheToken);
    }

    /** Whether the server gave a complete response to the question about a client's token, of whatever use. */
    public boolean isResponseToToken() {
        return !beforeTheToken && isResponse();
    }

    /** Whether getting our own token or the endpoints failed. */
    public boolean isBeforeTheToken() {
        return beforeTheToken;
    }

    private boolean isResponse() {
        return switch (kind) {
            case SERVER_ERROR, BAD_ANSWER, TOKEN_REFUSED -> true;
            // With a pause, the refusal is of everybody's concern.
            case CREDENTIALS_REJECTED -> getRetryAfter().isEmpty();
            default -> false;
        };
    }

    /**
     * The kind of trouble.
     *
     * @return never null
     */
    public Kind kind() {
        return kind;
    }
}
