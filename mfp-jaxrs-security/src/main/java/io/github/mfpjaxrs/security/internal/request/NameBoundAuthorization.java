package io.github.mfpjaxrs.security.internal.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;

/**
 * Authorizes requests that reach {@link MFPProtectedFilter}. This is an interface so that CDI can create a client
 * proxy.
 */
@FunctionalInterface
public interface NameBoundAuthorization {

    /**
     * Lets a request pass or aborts it.
     *
     * @param request a request to a resource with the library's name binding
     * @param resource the method that the request matched
     */
    void authorizeBound(ContainerRequestContext request, ResourceInfo resource);
}
