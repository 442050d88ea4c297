package io.github.mfpjaxrs.security.internal.quarkus;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.concurrent.CompletionStage;

/**
 * Authorizes requests to resource methods that no {@code DynamicFeature} saw at deployment, and confirms that all others
 * were authorized by their own filters. Thread-safe. A bean, so that Quarkus can inject it.
 */
public interface MethodAuthorizer {

    /**
     * As {@link #authorize} if that takes no waiting; begins what it waits for otherwise, and lets nobody pass.
     *
     * @param request the request
     * @param resource the method that it is for
     * @return done when {@link #authorize} will not wait
     */
    CompletionStage<?> tryAuthorize(ContainerRequestContext request, ResourceInfo resource);

    /**
     * Lets the request pass and publishes its caller, or aborts it.
     *
     * @param request the request
     * @param resource the method that it is for
     */
    void authorize(ContainerRequestContext request, ResourceInfo resource);

    /**
     * The second wall: called last, for every request, before the method is. Refuses what no filter has allowed.
     *
     * @param request the request
     * @param resource the method that it is for
     * @throws jakarta.ws.rs.WebApplicationException if the method was not allowed in this request
     */
    void confirm(ContainerRequestContext request, ResourceInfo resource);
}
