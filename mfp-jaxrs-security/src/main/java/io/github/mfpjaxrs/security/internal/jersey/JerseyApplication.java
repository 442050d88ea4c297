package io.github.mfpjaxrs.security.internal.jersey;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.FeatureContext;
import org.glassfish.jersey.InjectionManagerProvider;
import org.glassfish.jersey.internal.inject.InjectionManager;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;

/** Finds the {@code Application} of a Jersey deployment, which may have several. */
public final class JerseyApplication {

    private JerseyApplication() {}

    /**
     * Returns the application that a feature is configured for. If there are several, CDI may return a different one.
     *
     * @param context a Jersey feature context
     * @return null if there is none
     */
    public static @Nullable Application find(FeatureContext context) {
        return find(InjectionManagerProvider.getInjectionManager(context));
    }

    static @Nullable Application find(InjectionManager injection) {
        Application application = injection.getInstance(Application.class);
        return application == null ? null : unwrap(application);
    }

    /**
     * Returns the application that received a request, for deployments with several applications.
     *
     * @param request the request
     * @return null if the request does not come from Jersey or has no application
     */
    public static @Nullable Application find(ContainerRequestContext request) {
        return request instanceof ContainerRequest jerseyRequest
                        && jerseyRequest.getConfiguration() instanceof Application application
                ? unwrap(application)
                : null;
    }

    /**
     * Returns the application that the developer wrote. Jersey wraps an application that was passed as an object or a
     * class in its own configuration.
     *
     * @param application the application as Jersey returns it
     * @return the wrapped application, or the argument if it is not wrapped
     */
    public static Application unwrap(Application application) {
        if (application instanceof ResourceConfig configuration) {
            Application wrapped = configuration.getApplication();
            return wrapped == null || wrapped == application ? application : unwrap(wrapped);
        }
        return application;
    }
}
