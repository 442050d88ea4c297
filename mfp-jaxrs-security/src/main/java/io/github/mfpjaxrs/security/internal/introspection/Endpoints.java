package io.github.mfpjaxrs.security.internal.introspection;

import java.net.URI;

/**
 * The authorization server's endpoints.
 *
 * @param token the token endpoint
 * @param introspection the introspection endpoint
 */
record Endpoints(URI token, URI introspection) {

    /** Returns MobileFirst's endpoints for a base URL with or without a trailing slash. */
    static Endpoints ofMobileFirst(URI base) {
        return new Endpoints(below(base, "az/v1/token"), below(base, "az/v1/introspection"));
    }

    static URI below(URI base, String path) {
        String text = base.toString();
        return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
    }
}
