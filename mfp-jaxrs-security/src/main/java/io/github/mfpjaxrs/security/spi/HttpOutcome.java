package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.MFPSecurityContext;
import java.util.Map;
import java.util.Optional;

/** The outcome of authorizing an HTTP request. */
public sealed interface HttpOutcome {

    /**
     * The request may proceed.
     *
     * @param caller the caller; anonymous if the resource requires no token and no valid token was sent
     */
    record Permitted(MFPSecurityContext caller) implements HttpOutcome {}

    /**
     * The request must not proceed. The client receives exactly this response.
     *
     * @param status the HTTP status
     * @param headers the header fields, including the {@code Content-Type} if there is a body
     * @param body the body, in ASCII; empty if there is none
     */
    record Refused(int status, Map<String, String> headers, Optional<String> body) implements HttpOutcome {

        /**
         * Copies the header fields.
         *
         * @param status the HTTP status
         * @param headers the header fields
         * @param body the body
         */
        public Refused {
            headers = Map.copyOf(headers);
        }
    }
}
