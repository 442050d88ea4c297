package io.github.mfpjaxrs.security.internal.quarkus;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.concurrent.CompletionStage;

/**
 * Authorizes requests to resource methods for which no {@code DynamicFeature} was called at deployment, and confirms
 * that filters have authorized the requests to all other methods. Thread-safe. The authorizer is a bean so that
 * Quarkus can inject it.
 */
public interface MethodAuthorizer {

    /**
     * Decides about a request whose token can be checked without waiting. Otherwise, starts the introspection if one
     * is needed and leaves the decision to {@link #authorize}.
     *
     * @param request the request
     * @param resource the method that the request matched
     * @return a stage that completes once {@link #authorize} can be called without blocking
     */
    CompletionStage<?> tryAuthorize(ContainerRequestContext request, ResourceInfo resource);

    /**
     * Either lets the request pass and publishes its caller, or aborts the request.
     *
     * @param request the request
     * @param resource the method that the request matched
     */
    void authorize(ContainerRequestContext request, ResourceInfo resource);

    /**
     * Performs the invocation check, which is the last step before a resource method is called. Refuses requests that
     * no filter has allowed.
     *
     * @param request the request
     * @param resource the method that the request matched
     * @throws jakarta.ws.rs.WebApplicationException if this request was not allowed to call the method
     */
    void confirm(ContainerRequestContext request, ResourceInfo resource);
}
