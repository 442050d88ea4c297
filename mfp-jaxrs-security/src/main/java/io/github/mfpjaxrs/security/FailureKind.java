package io.github.mfpjaxrs.security;

/** The kind of introspection failure. */
public enum FailureKind {
    /** No connection to the server could be established, or its host is unknown. */
    UNREACHABLE,
    /** The TLS handshake failed. */
    TLS,
    /** The connection was lost. */
    BROKEN_CONNECTION,
    /** No complete response arrived within the time limit. */
    TIMEOUT,
    /** The server responded with 5xx. */
    SERVER_ERROR,
    /** The server responded with 429. */
    THROTTLED,
    /** The response is malformed or has an unexpected status. */
    INVALID_RESPONSE,
    /** The server rejected this service's credentials, or does not permit this service to introspect tokens. */
    CREDENTIALS_REJECTED,
    /** The server rejected the introspection of one token. */
    TOKEN_REFUSED,
    /** No request was sent because too many requests are waiting. */
    OVERLOADED,
    /** No request was sent because the server failed recently. */
    CIRCUIT_OPEN,
    /** No request was sent because the server recently gave no usable response for this token. */
    TOKEN_PAUSED
}
