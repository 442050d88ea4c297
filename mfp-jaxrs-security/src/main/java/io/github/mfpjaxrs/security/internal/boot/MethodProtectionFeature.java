package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.request.MethodProtectionFilter;
import io.github.mfpjaxrs.security.internal.runtime.JaxRsRuntime;
import io.github.mfpjaxrs.security.internal.runtime.RuntimeDocuments;
import io.github.mfpjaxrs.security.internal.runtime.SupportedRuntime;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Checks every resource method at deployment and registers a filter for each method that needs one. Name binding
 * alone would not suffice. Runtimes ignore it on interfaces and superclasses, and some also ignore it on the
 * application class. Methods without a requirement get no filter and incur no overhead.
 *
 * <p>Runtimes find this feature through {@code ServiceLoader} (JAX-RS §4.1.2), regardless of what
 * {@code Application.getClasses()} returns. The class is public because JAX-RS runtimes instantiate it. On runtimes
 * that only scan for annotations, {@link ScannedProtectionFeature} is used instead.
 */
public final class MethodProtectionFeature implements DynamicFeature {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private static final String WITHOUT_BEANS = "CDI does not find the library's beans, although its classes are"
            + " there. Put its jar into WEB-INF/lib, or where the server looks for beans; and write annotated or all"
            + " instead of bean-discovery-mode=\"none\" in WEB-INF/beans.xml, with which some servers start no CDI";

    /** Called by JAX-RS. */
    public MethodProtectionFeature() {}

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        SupportedRuntime.requireOtherThanCxf(context);
        Method method = resource.getResourceMethod();
        Class<?> type = resource.getResourceClass();
        if (method == null || RuntimeDocuments.areServedBy(type)) {
            return;
        }
        Beans beans = beans();
        Library library = beans.library();
        beans.requireSameConfiguration();
        JaxRsRuntime runtime = JaxRsRuntime.of(context);
        boolean isReachable = runtime != JaxRsRuntime.QUARKUS || beans.isReachable(type);
        if (isReachable) {
            library.placements().check(type);
        }
        DeployedApplication application =
                DeployedApplication.of(runtime, context.getConfiguration(), beans::applications);
        library.unscopedApplications().requireNoneOverlooked(application.types());
        application.resourceClasses().forEach(library.placements()::check);
        MethodProtection protection = library.resources().deploy(type, method, application.types());
        if (isReachable && protection.own() instanceof Unresolvable unresolvable) {
            throw new ConfigurationException(
                    List.of(type.getName() + "." + method.getName() + ": " + unresolvable.reason()));
        }
        library.operations().deployed(type, application.types());
        library.startupReport().deployed(type, method, protection.declared());
        library.startupReport().deployedIn(application.types());
        library.startupReport().applicationRequires(protection.applicationProtection());
        if (!protection.isUnprotected()) {
            if (runtime == JaxRsRuntime.QUARKUS) {
                context.register(EventLoop.suspendingFilter(library.resources(), protection));
            }
            context.register(new MethodProtectionFilter(library.resources(), protection));
        }
    }

    /**
     * Returns the library's beans.
     *
     * @throws ConfigurationException if CDI does not find the beans; the message describes the remedies
     */
    static Beans beans() {
        try {
            Instance<Beans> beans = CDI.current().select(Beans.class);
            if (beans.isResolvable()) {
                return beans.get();
            }
        } catch (IllegalStateException noContainer) {
            LOG.log(Level.DEBUG, "no CDI container: {0}", noContainer.getMessage());
        }
        LOG.log(Level.ERROR, WITHOUT_BEANS);
        throw new ConfigurationException(List.of(WITHOUT_BEANS));
    }
}
