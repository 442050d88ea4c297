package io.github.mfpjaxrs.security.internal.quarkus;

import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Protects an application that lists its classes. Of what JAX-RS knows, Quarkus then uses nothing but the list: no
 * feature, no dynamic feature, and no filter of ours. Methods with Quarkus's own annotation it uses all the same. Public
 * because Quarkus makes a bean of it, and of each method a filter.
 */
public final class ListedApplicationFilter {

    private final MethodAuthorizer gate;

    /**
     * For Quarkus.
     *
     * @param gate authorizes
     */
    @Inject
    public ListedApplicationFilter(MethodAuthorizer gate) {
        this.gate = gate;
    }

    /**
     * Decides, or suspends the request while its token is introspected.
     *
     * @param request the request
     * @param resource the method that it is for
     */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 2)
    public void decideOrSuspend(ResteasyReactiveContainerRequestContext request, ResourceInfo resource) {
        Suspension.of(request).until(gate.tryAuthorize(request, resource));
    }

    /**
     * Decides about a request that was suspended.
     *
     * @param request the request
     * @param resource the method that it is for
     */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 1)
    public void authorize(ResteasyReactiveContainerRequestContext request, ResourceInfo resource) {
        gate.authorize(request, resource);
    }

    /**
     * Sees that the request was decided.
     *
     * @param request the request
     * @param resource the method that it is for
     */
    @ServerRequestFilter(priority = Integer.MAX_VALUE)
    public void confirm(ResteasyReactiveContainerRequestContext request, ResourceInfo resource) {
        gate.confirm(request, resource);
    }
}
