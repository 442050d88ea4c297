package io.github.mfpjaxrs.security;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The authorization server cannot be asked, or its answer cannot be trusted. It says nothing about the token: the client
 * is answered 503 and keeps it. No message of this exception holds a token or a secret.
 */
public class AuthorizationServerException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Null where unknown: an {@code Optional} is not serializable. */
    private final @Nullable Duration retryAfter;

    /**
     * Trouble of unknown length.
     *
     * @param message what went wrong; must hold no token and no secret
     */
    public AuthorizationServerException(String message) {
        super(message);
        this.retryAfter = null;
    }

    /**
     * Trouble of unknown length, with its cause.
     *
     * @param message what went wrong; must hold no token and no secret
     * @param cause what was thrown
     */
    public AuthorizationServerException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    /**
     * Trouble that the server expects to end.
     *
     * @param message what went wrong; must hold no token and no secret
     * @param retryAfter how long to leave the server alone
     */
    public AuthorizationServerException(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /**
     * How long to leave the server alone.
     *
     * @return the time from now; empty if nobody knows
     */
    public Optional<Duration> getRetryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
