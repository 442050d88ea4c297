package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.ApplicationConfiguration;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.config.SettingsReader;
import io.github.mfpjaxrs.security.internal.protection.IneffectiveAnnotations;
import io.github.mfpjaxrs.security.internal.protection.PathProtection;
import io.github.mfpjaxrs.security.internal.protection.PlacementValidator;
import io.github.mfpjaxrs.security.internal.protection.Protection;
import io.github.mfpjaxrs.security.internal.protection.Protection.Open;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.runtime.SupportedRuntime;
import io.github.mfpjaxrs.security.spi.AnnotatedTypes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessInjectionTarget;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Fails the deployment if the configuration or an annotation is invalid, and installs the interceptor that checks
 * bean invocations ({@link InvocationInterceptor}). On runtimes that do not support portable extensions, the
 * deployment fails later, when {@link Beans} starts or when {@link MethodProtectionFeature} is called for a resource
 * method. The class is public because CDI containers instantiate it, and not final so that they can create a client
 * proxy.
 */
public class MFPSecurityExtension implements Extension {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private final Set<Class<?>> resources = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> discovered = ConcurrentHashMap.newKeySet();

    /** The bean classes with protected methods that CDI cannot intercept. */
    private final Set<Class<?>> unchecked = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Boolean protectsPaths;
    private volatile Optional<ClassLoader> loader = Optional.empty();

    /** Called by CDI. */
    public MFPSecurityExtension() {}

    /**
     * Returns the context class loader as it was at start-up. A runtime might later replace it temporarily with a class
     * loader that cannot see the application's classes.
     */
    Optional<ClassLoader> loader() {
        return loader;
    }

    Set<Class<?>> resources() {
        return resources;
    }

    /**
     * Collects the resource classes and other beans, which are validated before JAX-RS starts, and binds the
     * interceptor to the protected methods that CDI can intercept.
     */
    <T> void discover(
            @Observes
                    @WithAnnotations({
                        Path.class,
                        MFPProtected.class,
                        GET.class,
                        POST.class,
                        PUT.class,
                        PATCH.class,
                        DELETE.class,
                        RequestScoped.class,
                        ApplicationScoped.class,
                        Dependent.class,
                        Singleton.class
                    })
                    ProcessAnnotatedType<T> type) {
        Class<T> found = type.getAnnotatedType().getJavaClass();
        if (IneffectiveAnnotations.isOfAnotherCopy(found)) {
            return;
        }
        discovered.add(found);
        if (ResourceMethods.isRootResource(found)) {
            resources.add(found);
        }
        if (ResourceMethods.hasResourceMethods(found)) {
            InterceptableMethods interceptable = InterceptableMethods.of(found);
            type.configureAnnotatedType()
                    .filterMethods(method -> interceptable.contains(method.getJavaMember())
                            && isProtected(found, method.getJavaMember()))
                    .forEach(method -> method.add(InvocationChecked.Literal.INSTANCE));
            if (Stream.concat(ResourceMethods.resourceMethods(found).stream(), ResourceMethods.locators(found).stream())
                    .anyMatch(method -> isProtected(found, method) && !interceptable.contains(method))) {
                unchecked.add(found);
            }
        }
    }

    /**
     * Guards the resource beans that interceptors do not fully protect. Called after all classes have been
     * discovered, because only then is it known whether an {@code Application} requires a token. Configuration keys
     * that protect paths are also taken into account, because no annotation reveals them.
     */
    <T> void watch(@Observes ProcessInjectionTarget<T> target) {
        Class<T> type = target.getAnnotatedType().getJavaClass();
        if (ResourceMethods.hasResourceMethods(type)
                && (unchecked.contains(type)
                        || discovered.stream().anyMatch(DeployedApplication::isProtected)
                        || protectsPaths())) {
            target.setInjectionTarget(new InvocationReadiness<>(target.getInjectionTarget(), type));
        }
    }

    private boolean protectsPaths() {
        Boolean known = protectsPaths;
        if (known == null) {
            known = ApplicationConfiguration.protectsPaths();
            protectsPaths = known;
        }
        return known;
    }

    /**
     * Whether a method is a protected resource method or locator. The default scope is left empty because it does not
     * affect the result.
     */
    private static boolean isProtected(Class<?> type, Method method) {
        Protection protection = new ProtectionResolver(RequiredScope.none()).ofMethod(type, method);
        return (ResourceMethods.isResourceMethod(type, method)
                        || ResourceMethods.locators(type).contains(method))
                && !(protection instanceof Unsaid || protection instanceof Open);
    }

    void validate(@Observes AfterDeploymentValidation deployment) {
        loader = ApplicationConfiguration.contextLoader();
        try {
            SupportedRuntime.require(Path.class.getClassLoader());
            Settings settings = SettingsReader.read(ApplicationConfiguration.current());
            new PathProtection(settings.pathRules());
            PlacementValidator placements =
                    new PlacementValidator(new ProtectionResolver(settings.defaultScope(), settings.serverNames()));
            resources.forEach(placements::check);
            IneffectiveAnnotations.requireEffect(discovered, MFPSecurityExtension::isEnforcedElsewhere);
        } catch (ConfigurationException e) {
            // Logged here because some servers do not report the deployment problem.
            LOG.log(Level.ERROR, e.getMessage());
            deployment.addDeploymentProblem(e);
        }
    }

    private static boolean isEnforcedElsewhere(Class<?> type) {
        return ServiceLoader.load(AnnotatedTypes.class, ApplicationConfiguration.loader()).stream()
                .anyMatch(integration -> integration.get().enforces(type));
    }
}
