package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;

/** Thrown if a request is not valid HTTP/1.1 or exceeds the limits of this server. */
final class BadRequestException extends IOException {

    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message);
    }
}
