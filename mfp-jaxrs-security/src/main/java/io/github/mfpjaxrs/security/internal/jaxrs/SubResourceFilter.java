package io.github.mfpjaxrs.security.internal.jaxrs;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes requests to sub-resources on CXF, which shows their methods to no dynamic feature, and binds by the
 * annotations of the method and of the root resource alone. Sees every request, and lets those to root resources pass.
 */
@Priority(Priorities.AUTHENTICATION - 1)
final class SubResourceFilter implements ContainerRequestFilter {

    private static final String CXF = "org.apache.cxf.";

    private final ResourceGuard guard;

    @Context
    private @Nullable ResourceInfo resource;

    SubResourceFilter(ResourceGuard guard) {
        this.guard = guard;
    }

    /** By who configures us, as {@link EventLoop} tells. */
    static boolean isNeeded(FeatureContext context) {
        return context.getClass().getName().startsWith(CXF);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        guard.authorizeSubResource(request, resource);
    }
}
