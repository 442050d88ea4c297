package io.github.mfpjaxrs.samples.webclient;

import java.util.Optional;

/**
 * A request that passed through a {@link ReverseProxy}, and the outcome. Contains no token.
 *
 * @param method the HTTP method
 * @param path the path, without the query
 * @param withToken whether the request had an {@code Authorization} field
 * @param status the response status; 502 if there was no response
 * @param challenge the {@code WWW-Authenticate} field in the response
 */
record Passed(String method, String path, boolean withToken, int status, Optional<String> challenge) {

    /** Whether this was a CORS preflight request. */
    boolean isPreflight() {
        return method.equals("OPTIONS");
    }

    @Override
    public String toString() {
        return method + " " + path + (withToken ? " (with a token)" : "") + " -> " + status
                + challenge.map(field -> " " + field).orElse("");
    }
}
