package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * The request filter that is name-bound to resources annotated with {@link MFPProtected}. A dynamic feature covers
 * the resources that name binding misses. The class is public because JAX-RS runtimes instantiate it.
 */
@Provider
@ApplicationScoped
@MFPProtected
@Priority(Priorities.AUTHENTICATION)
public class MFPProtectedFilter implements ContainerRequestFilter {

    @Inject
    NameBoundAuthorization authorization;

    @Context
    ResourceInfo resource;

    /** Required by JAX-RS and CDI. */
    public MFPProtectedFilter() {}

    @Override
    public void filter(ContainerRequestContext request) {
        // Avoids the bean lookup for nearly all requests, because they have already passed their method's filter.
        if (!RequestAuthorizer.isAllowed(request)) {
            authorization.authorizeBound(request, resource);
        }
    }
}
