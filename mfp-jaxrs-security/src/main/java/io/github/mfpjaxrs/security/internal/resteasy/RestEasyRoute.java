package io.github.mfpjaxrs.security.internal.resteasy;

import io.github.mfpjaxrs.security.internal.runtime.LocatorCall;
import io.github.mfpjaxrs.security.internal.runtime.Route;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.spi.HttpRequest;

/** Records the locators that RESTEasy calls, because RESTEasy does not report them later. */
public final class RestEasyRoute implements Route {

    private static final String PROPERTY = RestEasyRoute.class.getName();

    private final Object uriInfo;
    private final List<LocatorCall> calls = new ArrayList<>();

    private RestEasyRoute(Object uriInfo) {
        this.uriInfo = uriInfo;
    }

    /**
     * Returns a request's recorded route.
     *
     * @param request the request
     * @return {@link Route#UNKNOWN} if nothing was recorded, for example because this package's hook is not installed
     */
    public static Route of(ContainerRequestContext request) {
        return of(request.getProperty(PROPERTY), request.getUriInfo());
    }

    /**
     * Returns a request's route. Only the hook itself calls this method, so a missing record means that no locator
     * was called.
     */
    static Route of(HttpRequest request) {
        Route recorded = of(request.getAttribute(PROPERTY), request.getUri());
        return recorded == UNKNOWN ? () -> Optional.of(List.of()) : recorded;
    }

    /**
     * Ignores a route that an earlier dispatch recorded. Servlet containers pass a request's properties on to the
     * next dispatch, which has its own {@code UriInfo}.
     */
    private static Route of(Object recorded, Object uriInfo) {
        return recorded instanceof RestEasyRoute route && route.uriInfo == uriInfo ? route : UNKNOWN;
    }

    static void record(HttpRequest request, Class<?> type, Method locator) {
        RestEasyRoute route =
                of(request) instanceof RestEasyRoute recorded ? recorded : new RestEasyRoute(request.getUri());
        route.calls.add(new LocatorCall(type, locator));
        request.setAttribute(PROPERTY, route);
    }

    @Override
    public Optional<List<LocatorCall>> locators() {
        return Optional.of(List.copyOf(calls));
    }
}
