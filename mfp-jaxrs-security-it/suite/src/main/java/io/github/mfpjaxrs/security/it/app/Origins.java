package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Permits cross-origin requests from one origin, as described in docs/how-to/cors.md. */
@Provider
@PreMatching
public class Origins implements ContainerRequestFilter, ContainerResponseFilter {

    public static final String ALLOWED = "https://app.example.com";

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
        if (ALLOWED.equals(request.getHeaderString("Origin"))) {
            response.getHeaders().putSingle("Access-Control-Allow-Origin", ALLOWED);
            response.getHeaders()
                    .putSingle("Access-Control-Expose-Headers", "WWW-Authenticate, MFP-Conflict, Retry-After");
        }
    }
}
