package io.github.mfpjaxrs.security.internal.resteasy;

import io.github.mfpjaxrs.security.internal.runtime.LocatorCall;
import io.github.mfpjaxrs.security.internal.runtime.Route;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.spi.HttpRequest;

/** Notes the locators that RESTEasy calls, since it tells nobody afterwards. */
public final class RestEasyRoute implements Route {

    private static final String PROPERTY = RestEasyRoute.class.getName();

    private final Object uriInfo;
    private final List<LocatorCall> calls = new ArrayList<>();

    private RestEasyRoute(Object uriInfo) {
        this.uriInfo = uriInfo;
    }

    /**
     * What was noted of a request.
     *
     * @param request the request
     * @return {@link Route#UNKNOWN} if nothing was noted, as where the hook of this package is not in place
     */
    public static Route of(ContainerRequestContext request) {
        return of(request.getProperty(PROPERTY), request.getUriInfo());
    }

    /** Where the hook is in place, and nothing was noted, there was no locator. */
    static Route of(HttpRequest request) {
        Route noted = of(request.getAttribute(PROPERTY), request.getUri());
        return noted == UNKNOWN ? () -> Optional.of(List.of()) : noted;
    }

    /** Servlet containers hand a request's properties on to the next dispatch, which has a {@code UriInfo} of its own. */
    private static Route of(Object noted, Object uriInfo) {
        return noted instanceof RestEasyRoute route && route.uriInfo == uriInfo ? route : UNKNOWN;
    }

    static void note(HttpRequest request, Class<?> type, Method locator) {
        RestEasyRoute route = of(request) instanceof RestEasyRoute noted ? noted : new RestEasyRoute(request.getUri());
        route.calls.add(new LocatorCall(type, locator));
        request.setAttribute(PROPERTY, route);
    }

    @Override
    public Optional<List<LocatorCall>> locators() {
        return Optional.of(List.copyOf(calls));
    }
}
