package io.github.mfpjaxrs.security.testkit;

import java.util.Optional;
import java.util.Set;

/** Lets pages from allowed origins call the client endpoints (Fetch standard, CORS protocol). */
final class Cors {

    private static final String EXPOSED = "Location, WWW-Authenticate, MFP-Conflict, Retry-After";
    private static final String ANY = "*";

    private final Set<String> allowedOrigins;

    Cors(Set<String> allowedOrigins) {
        this.allowedOrigins = Set.copyOf(allowedOrigins);
    }

    boolean allows(String origin) {
        return allowedOrigins.contains(origin) || allowedOrigins.contains(ANY);
    }

    Response preflight(Request request) {
        Response allowed = Response.empty(204)
                .with("Access-Control-Allow-Methods", "GET, POST, PUT")
                .with("Access-Control-Max-Age", "600");
        return origin(request).isEmpty()
                ? Response.empty(403)
                : request.header("access-control-request-headers")
                        .map(headers -> allowed.with("Access-Control-Allow-Headers", headers))
                        .orElse(allowed);
    }

    /** Adds the header fields that let the requesting page read a response. */
    Response expose(Request request, Response response) {
        return origin(request)
                .map(origin -> response.with("Access-Control-Allow-Origin", origin)
                        .with("Access-Control-Expose-Headers", EXPOSED)
                        .with("Vary", "Origin"))
                .orElse(response);
    }

    private Optional<String> origin(Request request) {
        return request.header("origin").filter(this::allows);
    }
}
