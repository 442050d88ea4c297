package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Authorizes requests to one resource method, whose demand is known since the application was deployed. */
@Priority(Priorities.AUTHENTICATION - 1)
public final class MethodProtectionFilter implements ContainerRequestFilter {

    private final ResourceAuthorizer guard;
    private final MethodProtection method;

    public MethodProtectionFilter(ResourceAuthorizer guard, MethodProtection method) {
        this.guard = guard;
        this.method = method;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        guard.authorize(request, method);
    }
}
