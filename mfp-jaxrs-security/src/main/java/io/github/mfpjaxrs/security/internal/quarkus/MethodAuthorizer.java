package io.github.mfpjaxrs.security.internal.quarkus;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.concurrent.CompletionStage;

/**
 * Authorizes requests to resource methods that no {@code DynamicFeature} saw at deployment, and confirms that all
 * others were authorized by their own filters. Thread-safe. This is a bean so that Quarkus can inject it.
 */
public interface MethodAuthorizer {

    /**
     * Does the same as {@link #authorize} if the decision requires no waiting. Otherwise starts the introspection and
     * leaves the request undecided.
     *
     * @param request the request
     * @param resource the method that the request matched
     * @return a stage that is completed as soon as {@link #authorize} will not block
     */
    CompletionStage<?> tryAuthorize(ContainerRequestContext request, ResourceInfo resource);

    /**
     * Lets the request pass and publishes its caller, or aborts the request.
     *
     * @param request the request
     * @param resource the method that the request matched
     */
    void authorize(ContainerRequestContext request, ResourceInfo resource);

    /**
     * Performs the invocation check, which runs last for every request, right before the method. It refuses requests
     * that no filter has allowed.
     *
     * @param request the request
     * @param resource the method that the request matched
     * @throws jakarta.ws.rs.WebApplicationException if this request was not allowed to call the method
     */
    void confirm(ContainerRequestContext request, ResourceInfo resource);
}
