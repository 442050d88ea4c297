package io.github.mfpjaxrs.security.it.extensions.app.servlet;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Replaces a request's method and path with those given in header fields. */
@Provider
@PreMatching
public class Rewriting implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        String method = request.getHeaderString("X-HTTP-Method-Override");
        if (method != null) {
            request.setMethod(method);
        }
        String path = request.getHeaderString("X-Path");
        if (path != null) {
            request.setRequestUri(request.getUriInfo().getBaseUri().resolve(path));
        }
    }
}
