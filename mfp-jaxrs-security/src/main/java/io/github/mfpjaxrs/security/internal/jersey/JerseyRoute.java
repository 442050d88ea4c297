package io.github.mfpjaxrs.security.internal.jersey;

import io.github.mfpjaxrs.security.internal.runtime.LocatorCall;
import io.github.mfpjaxrs.security.internal.runtime.Route;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.Resource;

/** The route as reported by Jersey's routing. */
public final class JerseyRoute implements Route {

    private final ExtendedUriInfo routing;

    private JerseyRoute(ExtendedUriInfo routing) {
        this.routing = routing;
    }

    /**
     * Reads the route of a Jersey request.
     *
     * @param request the request
     * @return the request's route; {@link Route#UNKNOWN} if the request does not come from Jersey
     */
    public static Route of(ContainerRequestContext request) {
        return request.getUriInfo() instanceof ExtendedUriInfo routing ? new JerseyRoute(routing) : UNKNOWN;
    }

    /** Reverses Jersey's order, which starts with the last locator. */
    @Override
    public Optional<List<LocatorCall>> locators() {
        List<LocatorCall> calls = new ArrayList<>();
        routing.getMatchedResourceLocators().forEach(locator -> {
            Invocable called = locator.getInvocable();
            calls.add(new LocatorCall(called.getHandler().getHandlerClass(), called.getHandlingMethod()));
        });
        Collections.reverse(calls);
        return Optional.of(calls);
    }

    @Override
    public Set<Class<?>> resourceClasses() {
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (Resource part = routing.getMatchedModelResource(); part != null; part = part.getParent()) {
            classes.addAll(part.getHandlerClasses());
        }
        return classes;
    }
}
