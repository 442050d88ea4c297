package io.github.mfpjaxrs.security.internal.transport;

import java.io.IOException;
import java.io.Serial;

/**
 * Signals that an exchange failed and that repeating it would not help, because the connection was new or the
 * response had already begun.
 */
public final class NewConnectionException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    NewConnectionException(IOException cause) {
        super("the exchange failed on a connection that was not stale", cause);
    }
}
