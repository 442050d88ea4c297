package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.jersey.JerseyRoute;
import io.github.mfpjaxrs.security.internal.quarkus.QuarkusRoute;
import io.github.mfpjaxrs.security.internal.resteasy.RestEasyRoute;
import io.github.mfpjaxrs.security.internal.runtime.JaxRsRuntime;
import io.github.mfpjaxrs.security.internal.runtime.Route;
import jakarta.ws.rs.container.ContainerRequestContext;

/** Reads a request's route from the runtime that serves the request. */
public final class Routes {

    private static final boolean RESTEASY_IS_VISIBLE = isVisible("org.jboss.resteasy.spi.InjectorFactory")
            && isVisible("org.jboss.resteasy.spi.metadata.ResourceMethod");

    private Routes() {}

    public static Route of(ContainerRequestContext request) {
        return switch (JaxRsRuntime.of(request)) {
            case JERSEY -> JerseyRoute.of(request);
            case QUARKUS -> QuarkusRoute.of(request);
            case RESTEASY -> isRestEasyVisible() ? RestEasyRoute.of(request) : Route.UNKNOWN;
            case CXF, OTHER -> Route.UNKNOWN;
        };
    }

    /** Whether the library can see RESTEasy. Open Liberty contains RESTEasy but exposes only some of its packages. */
    public static boolean isRestEasyVisible() {
        return RESTEASY_IS_VISIBLE;
    }

    private static boolean isVisible(String type) {
        try {
            Class.forName(type, false, Routes.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError hidden) {
            return false;
        }
    }
}
