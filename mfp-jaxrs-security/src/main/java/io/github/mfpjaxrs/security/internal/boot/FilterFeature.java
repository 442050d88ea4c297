package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.jersey.JerseyApplication;
import io.github.mfpjaxrs.security.internal.request.MFPProtectedFilter;
import io.github.mfpjaxrs.security.internal.request.PathProtectionFilter;
import io.github.mfpjaxrs.security.internal.request.Routes;
import io.github.mfpjaxrs.security.internal.resteasy.CheckingInjectorFactory;
import io.github.mfpjaxrs.security.internal.runtime.InvocationChecks;
import io.github.mfpjaxrs.security.internal.runtime.JaxRsRuntime;
import io.github.mfpjaxrs.security.internal.runtime.SupportedRuntime;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registers the name-bound filter if the application's own list of classes omits it, and passes the application to
 * {@link MethodProtectionFeature}. This class is public because it is found through {@code ServiceLoader} (JAX-RS
 * §4.1.2). {@link ScannedFilterFeature} replaces it on runtimes that only scan for annotations.
 */
@ConstrainedTo(RuntimeType.SERVER)
public final class FilterFeature implements Feature {

    private @Nullable Application application;

    /** Called by {@code ServiceLoader}. */
    public FilterFeature() {}

    /**
     * Called by JAX-RS. This is a method rather than a field, because Quarkus would inject a field through CDI, where
     * the application's bean and the runtime's bean would be ambiguous.
     *
     * @param injected the application that this feature is configured for
     */
    @Context
    public void setApplication(Application injected) {
        application = injected;
    }

    @Override
    public boolean configure(FeatureContext context) {
        // Jersey also passes services to clients.
        if (context.getConfiguration().getRuntimeType() == RuntimeType.CLIENT) {
            return false;
        }
        SupportedRuntime.requireOtherThanCxf(context);
        Application deployed =
                JaxRsRuntime.of(context) == JaxRsRuntime.JERSEY ? JerseyApplication.find(context) : application;
        if (deployed != null) {
            context.property(DeployedApplication.PROPERTY, deployed);
        }
        if (JaxRsRuntime.of(context) == JaxRsRuntime.RESTEASY && Routes.isRestEasyVisible()) {
            Set<Class<?>> applications = deployed == null ? Set.of() : Set.of(deployed.getClass());
            CheckingInjectorFactory.install(context.getConfiguration(), InvocationChecks.current(), applications);
        }
        // Looked up before the filter is registered, because the message of a failed injection would not be helpful.
        Library library = MethodProtectionFeature.beans().library();
        library.resources().markFiltersInstalled();
        if (!context.getConfiguration().isRegistered(MFPProtectedFilter.class)) {
            context.register(MFPProtectedFilter.class);
        }
        // On Quarkus, another filter decides, because Quarkus does not call features for every application.
        if (library.http().protectsPaths() && JaxRsRuntime.of(context) != JaxRsRuntime.QUARKUS) {
            context.register(new PathProtectionFilter(library.http(), Optional.ofNullable(deployed)));
        }
        return true;
    }
}
