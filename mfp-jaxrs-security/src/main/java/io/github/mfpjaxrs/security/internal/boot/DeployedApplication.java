package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.protection.Protection;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.protection.TypeHierarchy;
import io.github.mfpjaxrs.security.internal.runtime.JaxRsRuntime;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Configuration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The application in which a resource method is deployed.
 *
 * @param types the application's class, which may be annotated; if the runtime does not report the application, the
 *     classes of all candidates
 * @param resourceClasses the root resources that the application lists explicitly
 */
record DeployedApplication(Set<Class<?>> types, Set<Class<?>> resourceClasses) {

    /** The property in which {@link FilterFeature} stores the application for features that cannot inject it. */
    static final String PROPERTY = DeployedApplication.class.getName();

    /**
     * Reads the application from a runtime's configuration.
     *
     * @param runtime the runtime
     * @param configuration the runtime's configuration for the deployment
     * @param beans supplies the {@code Application} classes that are CDI beans, for runtimes that do not report the
     *     application
     */
    static DeployedApplication of(JaxRsRuntime runtime, Configuration configuration, Supplier<Set<Class<?>>> beans) {
        Set<Class<?>> known = beans.get();
        if (!(configuration.getProperty(PROPERTY) instanceof Application application)) {
            return new DeployedApplication(known, Set.of());
        }
        return runtime == JaxRsRuntime.JERSEY
                        && known.size() > 1
                        && known.contains(TypeHierarchy.userClass(application.getClass()))
                // Helidon passes the same application to all features.
                ? new DeployedApplication(known, listedBy(application))
                : new DeployedApplication(Set.of(application.getClass()), listedBy(application));
    }

    /** Whether a class is an {@code Application} that declares or inherits a requirement. */
    static boolean isProtected(Class<?> type) {
        return Application.class.isAssignableFrom(type)
                && !(new ProtectionResolver(RequiredScope.none()).ofClass(type) instanceof Protection.Unsaid);
    }

    /**
     * Rejects an application whose properties prevent the filters from being installed. Called only if an annotation
     * on the application or a configuration key protects the application's resources.
     *
     * @param type the application's class, passed separately because the object may be a proxy
     * @throws ConfigurationException if the application lists its resources and disables service loading
     */
    static void requireServices(Class<?> type, Application application) {
        if (LoadedServices.areDisabledBy(application) && !listedBy(application).isEmpty()) {
            throw new ConfigurationException(List.of(type.getName() + ": @MFPProtected on it, or mfp.protect keys,"
                    + " protect its resources, and its property " + LoadedServices.KEY
                    + " keeps the library's filters away; remove the property, or write @MFPProtected on the"
                    + " resource classes"));
        }
    }

    /** Returns the root resources that an application lists explicitly. */
    @SuppressWarnings("deprecation") // getSingletons() is deprecated, but applications may still override it
    static Set<Class<?>> listedBy(Application application) {
        Set<Class<?>> classes = new LinkedHashSet<>(application.getClasses());
        application.getSingletons().forEach(singleton -> classes.add(singleton.getClass()));
        classes.removeIf(type -> !ResourceMethods.isRootResource(type));
        return classes;
    }
}
