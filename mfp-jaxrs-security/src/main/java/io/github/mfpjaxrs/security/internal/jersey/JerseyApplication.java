package io.github.mfpjaxrs.security.internal.jersey;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.FeatureContext;
import org.glassfish.jersey.InjectionManagerProvider;
import org.glassfish.jersey.internal.inject.InjectionManager;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;

/** Finds an {@code Application} in a Jersey deployment, which can contain several. */
public final class JerseyApplication {

    private JerseyApplication() {}

    /**
     * Returns the application for which a feature is configured. If there are several applications, CDI might return
     * a different one.
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
     * Returns the application that the developer wrote. If Jersey receives an application as an object or a class, it
     * wraps that application in a {@code ResourceConfig}.
     *
     * @param application the application as returned by Jersey
     * @return the wrapped application, or the argument itself if it wraps none
     */
    public static Application unwrap(Application application) {
        if (application instanceof ResourceConfig configuration) {
            Application wrapped = configuration.getApplication();
            return wrapped == null || wrapped == application ? application : unwrap(wrapped);
        }
        return application;
    }
}
