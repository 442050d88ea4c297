package io.github.mfpjaxrs.security.internal.quarkus;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.concurrent.CompletionStage;

/**
 * Authorizes requests to resource methods that nobody was told of when they were deployed, and lets all others pass, for
 * these have filters of their own. Thread-safe. A bean, so that Quarkus can inject it.
 */
public interface MethodGate {

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
}
