package io.github.mfpjaxrs.security.internal.jaxrs;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Authorizes requests to one resource method, whose demand is known since the application was deployed. */
@Priority(Priorities.AUTHENTICATION - 1)
final class MethodProtectionFilter implements ContainerRequestFilter {

    private final ResourceGuard guard;
    private final MethodProtection method;

    MethodProtectionFilter(ResourceGuard guard, MethodProtection method) {
        this.guard = guard;
        this.method = method;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        guard.authorize(request, method);
    }
}
