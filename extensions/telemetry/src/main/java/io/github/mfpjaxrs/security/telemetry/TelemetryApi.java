package io.github.mfpjaxrs.security.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger.Level;

/**
 * Logs a warning if the runtime has no OpenTelemetry API. This class uses none of that API's classes, so that it can
 * be loaded on every runtime. It is not part of the public API. It is public so that the jar can be located through
 * one of its classes, and non-final because CDI creates a client proxy.
 */
@ApplicationScoped
public class TelemetryApi {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        try {
            Class.forName("io.opentelemetry.api.OpenTelemetry", false, TelemetryApi.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "mfp-jaxrs-security-telemetry has no effect: this application has no OpenTelemetry API. Add"
                            + " MicroProfile Telemetry 2.0, or io.opentelemetry:opentelemetry-api and an SDK.");
        }
    }
}
