package io.github.mfpjaxrs.security.internal.quarkus;

import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Protects configured paths, as well as applications that list their classes. For such applications, Quarkus ignores
 * features, dynamic features and the library's other filters, but still calls methods annotated with
 * {@code @ServerRequestFilter}. This class is public because Quarkus turns it into a bean and each annotated method
 * into a filter.
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
     * Decides about a request, or suspends the request while its token is introspected.
     *
     * @param request the request
     * @param resource the method that the request matched
     */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 3)
    public void decideOrSuspend(ResteasyReactiveContainerRequestContext request, ResourceInfo resource) {
        Suspension.of(request).until(authorizer.tryAuthorize(request, resource));
    }

    /**
     * Decides about a request that {@link #decideOrSuspend} has not decided.
     *
     * @param request the request
     * @param resource the method that the request matched
     */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 1)
    public void authorize(ResteasyReactiveContainerRequestContext request, ResourceInfo resource) {
        authorizer.authorize(request, resource);
    }

    /**
     * Refuses a request to a protected method unless a filter has allowed the request.
     *
     * @param request the request
     * @param resource the method that the request matched
     */
    @ServerRequestFilter(priority = Integer.MAX_VALUE)
    public void confirm(ResteasyReactiveContainerRequestContext request, ResourceInfo resource) {
        authorizer.confirm(request, resource);
    }
}
