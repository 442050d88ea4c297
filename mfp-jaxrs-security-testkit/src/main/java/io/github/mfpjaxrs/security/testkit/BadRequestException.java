package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;

/** What was read is not HTTP/1.1, or more of it than this server takes. */
final class BadRequestException extends IOException {

    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message);
    }
}
