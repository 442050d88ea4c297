package io.github.mfpjaxrs.security.health;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Validates the configuration when the application starts, or logs a warning if the runtime has no MicroProfile
 * Health. This class uses no MicroProfile Health classes, so that it can be loaded on every runtime. It is not part
 * of the public API. It is public so that the jar can be located through one of its classes, and non-final because
 * CDI creates a client proxy.
 */
@ApplicationScoped
public class HealthApi {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");
    private static final String HEALTH_CHECK = "org.eclipse.microprofile.health.HealthCheck";

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (isPresent(HEALTH_CHECK)) {
            HealthSettings.read(ConfigProvider.getConfig());
        } else {
            LOG.log(
                    Level.WARNING,
                    "mfp-jaxrs-security-health has no effect: this runtime has no MicroProfile Health. Inject {0}, or"
                            + " add MicroProfile Health 4.0.",
                    AuthorizationServerStatus.class.getSimpleName());
        }
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, HealthApi.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
