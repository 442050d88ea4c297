package io.github.mfpjaxrs.samples.webclient;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/**
 * Allows pages from other origins to call the service, as described in docs/how-to/cors.md.
 *
 * @param allowed the allowed origins
 * @param exposed the response header fields that pages from these origins can read
 */
@PreMatching
record Origins(Set<String> allowed, String exposed) implements ContainerRequestFilter, ContainerResponseFilter {

    /** The response header fields that IBM's SDK and the page read. */
    static final String EXPOSED = "WWW-Authenticate, MFP-Conflict, Retry-After";

    @Override
    public void filter(ContainerRequestContext request) {
        boolean preflight = request.getMethod().equals("OPTIONS")
                && request.getHeaderString("Origin") != null
                && request.getHeaderString("Access-Control-Request-Method") != null;
        if (preflight) {
            request.abortWith(Response.noContent()
                    .header("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
                    .header("Access-Control-Allow-Headers", "Authorization, Content-Type")
                    .build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle("Vary", "Origin");
        String origin = request.getHeaderString("Origin");
        if (origin != null && allowed.contains(origin)) {
            response.getHeaders().putSingle("Access-Control-Allow-Origin", origin);
            response.getHeaders().putSingle("Access-Control-Expose-Headers", exposed);
        }
    }
}
