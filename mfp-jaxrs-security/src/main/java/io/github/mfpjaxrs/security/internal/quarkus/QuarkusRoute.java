package io.github.mfpjaxrs.security.internal.quarkus;

import io.github.mfpjaxrs.security.internal.runtime.LocatorCall;
import io.github.mfpjaxrs.security.internal.runtime.Route;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.UriMatch;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** The route as reported by Quarkus's routing. */
public final class QuarkusRoute implements Route {

    private final ResteasyReactiveRequestContext routing;

    private QuarkusRoute(ResteasyReactiveRequestContext routing) {
        this.routing = routing;
    }

    /**
     * Reads the route of a RESTEasy Reactive request.
     *
     * @param request the request
     * @return the request's route; {@link Route#UNKNOWN} if the request does not come from RESTEasy Reactive
     */
    public static Route of(ContainerRequestContext request) {
        return request instanceof ResteasyReactiveContainerRequestContext reactive
                        && reactive.getServerRequestContext() instanceof ResteasyReactiveRequestContext routing
                ? new QuarkusRoute(routing)
                : UNKNOWN;
    }

    /**
     * Reads the locators from the matched URIs in reverse order, because Quarkus lists the last match first. The
     * first URI belongs to the resource method. Some matched URIs have no resource.
     */
    @Override
    public Optional<List<LocatorCall>> locators() {
        List<UriMatch> matches = routing.getMatchedURIs();
        List<LocatorCall> calls = new ArrayList<>();
        for (int i = matches.size() - 1; i > 0; i--) {
            RuntimeResource locator = matches.get(i).resource;
            if (locator != null) {
                calls.add(new LocatorCall(
                        locator.getResourceClass(), locator.getLazyMethod().getMethod()));
            }
        }
        return Optional.of(calls);
    }
}
