package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.internal.oauth.ApplicationConfiguration;
import io.github.mfpjaxrs.security.internal.oauth.ConfigurationException;
import io.github.mfpjaxrs.security.internal.oauth.Settings;
import io.github.mfpjaxrs.security.internal.oauth.SettingsReader;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.ws.rs.Path;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fails the deployment, the way the specification has it, where the configuration or an annotation is wrong. Public
 * because CDI containers create it; runtimes without portable extensions fail a little later, when {@link Wiring} starts
 * and when {@link MethodProtectionFeature} sees the resources. Not final, for its client proxy.
 */
public class DeploymentCheck implements Extension {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private final Set<Class<?>> resources = ConcurrentHashMap.newKeySet();

    private volatile Optional<ClassLoader> loader = Optional.empty();

    /** For CDI. */
    public DeploymentCheck() {}

    /**
     * The class loader that the application starts in. That of a later moment may be one that JAX-RS puts before it for as
     * long as it works on something, as on TomEE: to other threads it shows nothing of the application.
     */
    Optional<ClassLoader> loader() {
        return loader;
    }

    Set<Class<?>> resources() {
        return resources;
    }

    /** Every class that looks like a resource is looked at before JAX-RS starts, and whatever it lists. */
    <T> void discover(@Observes @WithAnnotations({Path.class, MFPProtected.class}) ProcessAnnotatedType<T> type) {
        Class<T> found = type.getAnnotatedType().getJavaClass();
        if (ResourceMethods.isRootResource(found)) {
            resources.add(found);
        }
    }

    void validate(@Observes AfterDeploymentValidation deployment) {
        loader = ApplicationConfiguration.contextLoader();
        try {
            FeatureDiscovery.require(Path.class.getClassLoader(), DeploymentCheck.class.getClassLoader());
            Settings settings = SettingsReader.read(ApplicationConfiguration.current());
            PlacementCheck placements = new PlacementCheck(new ProtectionResolver(settings.defaultScope()));
            resources.forEach(placements::check);
        } catch (ConfigurationException e) {
            // TomEE says that there is a problem, and not which.
            LOG.log(Level.ERROR, e.getMessage());
            deployment.addDeploymentProblem(e);
        }
    }
}
