package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.jersey.JerseyApplication;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
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
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Registers the name-bound filter, unless it is already registered, and the filter for configured paths. Also passes
 * the application to {@link MethodProtectionFeature}. This class is public because {@code ServiceLoader} instantiates
 * it (JAX-RS §4.1.2). On runtimes that only scan for annotations, {@link ScannedFilterFeature} is used instead.
 */
@ConstrainedTo(RuntimeType.SERVER)
public final class FilterFeature implements Feature {

    private @Nullable Application application;

    /** Called by {@code ServiceLoader}. */
    public FilterFeature() {}

    /**
     * Called by JAX-RS. This is a method rather than a field, because Quarkus would inject a field through CDI, where
     * both the application's bean and the runtime's bean would match.
     *
     * @param injected the application that this feature is configured for
     */
    @Context
    public void setApplication(Application injected) {
        application = injected;
    }

    @Override
    public boolean configure(FeatureContext context) {
        // Jersey also configures clients with the features that it finds through ServiceLoader.
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
        // Looks up the beans before registering the filter, because a failed injection would not produce a helpful
        // message.
        Library library = MethodProtectionFeature.beans().library();
        if (JaxRsRuntime.of(context) == JaxRsRuntime.JERSEY) {
            // Jersey calls dynamic features only for resource methods, not for root resources that have only locators.
            registeredIn(context.getConfiguration())
                    .filter(ResourceMethods::isRootResource)
                    .forEach(library.placements()::check);
        }
        library.resources().markFiltersInstalled();
        if (!context.getConfiguration().isRegistered(MFPProtectedFilter.class)) {
            context.register(MFPProtectedFilter.class);
        }
        // On Quarkus, ListedApplicationFilter decides instead, because Quarkus does not call features for every
        // application.
        if (library.http().protectsPaths() && JaxRsRuntime.of(context) != JaxRsRuntime.QUARKUS) {
            context.register(new PathProtectionFilter(library.http(), Optional.ofNullable(deployed)));
        }
        return true;
    }

    private static Stream<Class<?>> registeredIn(Configuration configuration) {
        return Stream.concat(
                configuration.getClasses().stream(),
                configuration.getInstances().stream().map(Object::getClass));
    }
}
