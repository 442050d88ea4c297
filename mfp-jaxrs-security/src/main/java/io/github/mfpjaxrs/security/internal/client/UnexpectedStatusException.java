package io.github.mfpjaxrs.security.internal.client;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if the status is not 200. Contains the relevant header fields. This is not a
 * {@code WebApplicationException}, because a runtime would send the response in such an exception to the resource's
 * caller.
 */
final class UnexpectedStatusException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String mfpConflict;
    private final @Nullable String retryAfter;
    private final @Nullable String error;

    UnexpectedStatusException(
            int status, @Nullable String mfpConflict, @Nullable String retryAfter, @Nullable String error) {
        super("status " + status);
        this.status = status;
        this.mfpConflict = mfpConflict;
        this.retryAfter = retryAfter;
        this.error = error;
    }

    int status() {
        return status;
    }

    Optional<String> mfpConflict() {
        return Optional.ofNullable(mfpConflict);
    }

    Optional<String> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    Optional<String> error() {
        return Optional.ofNullable(error);
    }
}
