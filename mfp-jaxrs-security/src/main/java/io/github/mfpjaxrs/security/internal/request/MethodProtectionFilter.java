package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Authorizes requests to one resource method, whose requirement was resolved at deployment. */
@Priority(Priorities.AUTHENTICATION - 1)
public final class MethodProtectionFilter implements ContainerRequestFilter {

    private final ResourceAuthorizer authorizer;
    private final MethodProtection method;

    public MethodProtectionFilter(ResourceAuthorizer authorizer, MethodProtection method) {
        this.authorizer = authorizer;
        this.method = method;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        authorizer.authorize(request, method);
    }
}
