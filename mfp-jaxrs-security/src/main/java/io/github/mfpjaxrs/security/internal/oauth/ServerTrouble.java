package io.github.mfpjaxrs.security.internal.oauth;

import io.github.mfpjaxrs.security.AuthorizationServerException;
import java.io.Serial;
import java.time.Duration;

/** Trouble at the authorization server, by its kind: what may be tried again, and what to tell the operator. */
public final class ServerTrouble extends AuthorizationServerException {

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
        CIRCUIT_OPEN
    }

    /**
     * Trouble of unknown length.
     *
     * @param kind its kind
     * @param message what happened, without token or secret
     */
    public ServerTrouble(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /**
     * Trouble with a cause.
     *
     * @param kind its kind
     * @param message what happened, without token or secret
     * @param cause what was thrown
     */
    public ServerTrouble(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /**
     * Trouble of known length.
     *
     * @param kind its kind
     * @param message what happened, without token or secret
     * @param retryAfter how long to leave the server alone
     */
    public ServerTrouble(Kind kind, String message, Duration retryAfter) {
        super(message, retryAfter);
        this.kind = kind;
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
