package io.github.mfpjaxrs.security.internal.jersey;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.FeatureContext;
import org.glassfish.jersey.InjectionManagerProvider;
import org.glassfish.jersey.internal.inject.InjectionManager;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;

/** Finds the {@code Application} that one of several deployments of Jersey is for. */
public final class JerseyApplication {

    private JerseyApplication() {}

    /**
     * The application that a feature is configured for. CDI's may be another one where there are several.
     *
     * @param context a context of Jersey's
     * @return null if there is none
     */
    public static @Nullable Application of(FeatureContext context) {
        return of(InjectionManagerProvider.getInjectionManager(context));
    }

    static @Nullable Application of(InjectionManager injection) {
        Application application = injection.getInstance(Application.class);
        return application == null ? null : unwrapped(application);
    }

    /**
     * The application that a request came by, where one deployment has several.
     *
     * @param request a request
     * @return null if it is not one of Jersey's, or has no application
     */
    public static @Nullable Application of(ContainerRequestContext request) {
        return request instanceof ContainerRequest ofJersey
                        && ofJersey.getConfiguration() instanceof Application application
                ? unwrapped(application)
                : null;
    }

    /**
     * The author's application. Jersey puts one that is handed over as an object, or a class, into a configuration of its
     * own.
     *
     * @param application as Jersey has it
     * @return itself, if it is wrapped in nothing
     */
    public static Application unwrapped(Application application) {
        if (application instanceof ResourceConfig configuration) {
            Application wrapped = configuration.getApplication();
            return wrapped == null || wrapped == application ? application : unwrapped(wrapped);
        }
        return application;
    }
}
