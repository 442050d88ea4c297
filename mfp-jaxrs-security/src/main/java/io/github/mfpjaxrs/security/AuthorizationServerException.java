package io.github.mfpjaxrs.security;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if the authorization server cannot be reached or its response cannot be trusted. The exception implies
 * nothing about the token. The client receives a 503 response and keeps its token. The message must not contain a
 * token or a secret.
 */
public class AuthorizationServerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Null if unknown. An {@code Optional} is not used because it is not serializable. */
    private final @Nullable Duration retryAfter;

    /**
     * Creates an exception without a retry time.
     *
     * @param message a description of the failure; must not contain a token or a secret
     */
    public AuthorizationServerException(String message) {
        super(message);
        this.retryAfter = null;
    }

    /**
     * Creates an exception with a cause and without a retry time.
     *
     * @param message a description of the failure; must not contain a token or a secret
     * @param cause the cause
     */
    public AuthorizationServerException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    /**
     * Creates an exception for a failure that the server expects to be temporary.
     *
     * @param message a description of the failure; must not contain a token or a secret
     * @param retryAfter how long to wait before the next call to the server
     */
    public AuthorizationServerException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /**
     * Returns how long to wait before the next call to the server.
     *
     * @return the delay from now; empty if unknown
     */
    public Optional<Duration> getRetryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
