package io.github.mfpjaxrs.security.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger.Level;

/**
 * Logs a warning if the runtime has no MicroProfile Metrics. This class uses no MicroProfile Metrics classes, so that
 * it can be loaded on every runtime. It is not part of the public API. It is public so that the jar can be located
 * through one of its classes, and non-final because CDI creates a client proxy.
 */
@ApplicationScoped
public class MetricsApi {

    static final String NO_EFFECT = "mfp-jaxrs-security-metrics has no effect: this application has no MicroProfile"
            + " Metrics 5. Enable it on the runtime, or use mfp-jaxrs-security-telemetry with OpenTelemetry.";

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        try {
            Class.forName("org.eclipse.microprofile.metrics.MetricRegistry", false, MetricsApi.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.log(Level.WARNING, NO_EFFECT);
        }
    }
}
