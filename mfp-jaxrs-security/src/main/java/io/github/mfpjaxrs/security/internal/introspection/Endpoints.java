package io.github.mfpjaxrs.security.internal.introspection;

import java.net.URI;

/**
 * Where the authorization server is asked.
 *
 * @param token the token endpoint
 * @param introspection the introspection endpoint
 */
record Endpoints(URI token, URI introspection) {

    /** MobileFirst's, below its base url with or without a slash at the end. */
    static Endpoints ofMobileFirst(URI base) {
        return new Endpoints(below(base, "az/v1/token"), below(base, "az/v1/introspection"));
    }

    static URI below(URI base, String path) {
        String text = base.toString();
        return URI.create(text.endsWith("/") ? text + path : text + "/" + path);
    }
}
