package io.github.mfpjaxrs.security.testkit;

import java.util.Arrays;
import java.util.Locale;

/**
 * The target of a call. {@link #ANY} also stands for every path that is not an endpoint. {@link #CLIENT} stands for all
 * endpoints that application SDKs call.
 */
enum Endpoint {
    ANY,
    TOKEN,
    INTROSPECTION,
    CLIENT;

    /** Returns the name that the control endpoint uses for this endpoint. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the endpoint with this label.
     *
     * @throws IllegalArgumentException if there is no such endpoint
     */
    static Endpoint labelled(String label) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("at must be any, token, introspection or client"));
    }
}
