package io.github.mfpjaxrs.security.internal.transport;

import java.io.IOException;
import java.io.Serial;

/**
 * An exchange failed, and sending it again would be no remedy: its connection was a new one, or had begun to answer.
 */
public final class NewConnectionException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    NewConnectionException(IOException cause) {
        super("the exchange failed on a connection that was in order", cause);
    }
}
