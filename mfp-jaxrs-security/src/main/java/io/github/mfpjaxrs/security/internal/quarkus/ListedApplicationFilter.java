package io.github.mfpjaxrs.security.internal.quarkus;

import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Protects applications that list their classes, and paths that the configuration protects. For an application that
 * lists its classes, Quarkus ignores features, dynamic features and the library's filters. It still calls methods
 * annotated with Quarkus's {@code @ServerRequestFilter}. Public because Quarkus turns this class into a bean and each
 * of these methods into a filter.
 */
public final class ListedApplicationFilter {

    private final MethodAuthorizer authorizer;

    /**
     * Creates the filter; called by Quarkus.
     *
     * @param authorizer authorizes requests
     */
    @Inject
    public ListedApplicationFilter(MethodAuthorizer authorizer) {
        this.authorizer = authorizer;
    }

    /**
     * Decides about a request, or suspends it while its token is introspected.
     *
     * @param request the request
     * @param resource the method that the request matched
     */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 3)
    public void decideOrSuspend(ResteasyReactiveContainerRequestContext request, ResourceInfo resource) {
        Suspension.of(request).until(authorizer.tryAuthorize(request, resource));
    }

    /**
     * Decides about a request that was suspended.
     *
     * @param request the request
     * @param resource the method that the request matched
     */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 1)
    public void authorize(ResteasyReactiveContainerRequestContext request, ResourceInfo resource) {
        authorizer.authorize(request, resource);
    }

    /**
     * Refuses the request if no filter has decided about it.
     *
     * @param request the request
     * @param resource the method that the request matched
     */
    @ServerRequestFilter(priority = Integer.MAX_VALUE)
    public void confirm(ResteasyReactiveContainerRequestContext request, ResourceInfo resource) {
        authorizer.confirm(request, resource);
    }
}
