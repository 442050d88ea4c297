package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.protection.TypeHierarchy;
import io.github.mfpjaxrs.security.internal.runtime.JaxRsRuntime;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Configuration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The application that a resource method is deployed with.
 *
 * @param types its class, which may carry the annotation; several if the runtime does not tell which one it is
 * @param resourceClasses the root resources that it lists itself
 */
record DeployedApplication(Set<Class<?>> types, Set<Class<?>> resourceClasses) {

    /** Where {@link FilterFeature} leaves the application for who cannot have it injected. */
    static final String PROPERTY = DeployedApplication.class.getName();

    /**
     * What a runtime's configuration tells.
     *
     * @param runtime the runtime
     * @param configuration its configuration of the deployment
     * @param beans finds classes of applications that are beans, for runtimes that tell nothing
     */
    static DeployedApplication of(JaxRsRuntime runtime, Configuration configuration, Supplier<Set<Class<?>>> beans) {
        Set<Class<?>> known = beans.get();
        if (!(configuration.getProperty(PROPERTY) instanceof Application application)) {
            return new DeployedApplication(known, Set.of());
        }
        return runtime == JaxRsRuntime.JERSEY
                        && known.size() > 1
                        && known.contains(TypeHierarchy.written(application.getClass()))
                // Helidon hands one of them to all.
                ? new DeployedApplication(known, listedBy(application))
                : new DeployedApplication(Set.of(application.getClass()), listedBy(application));
    }

    /** The root resources that an application lists itself. */
    @SuppressWarnings("deprecation") // getSingletons() is deprecated for applications, which may have it all the same
    static Set<Class<?>> listedBy(Application application) {
        Set<Class<?>> classes = new LinkedHashSet<>(application.getClasses());
        application.getSingletons().forEach(singleton -> classes.add(singleton.getClass()));
        classes.removeIf(type -> !ResourceMethods.isRootResource(type));
        return classes;
    }
}
