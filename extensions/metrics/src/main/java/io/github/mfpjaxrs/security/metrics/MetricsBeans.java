package io.github.mfpjaxrs.security.metrics;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Connects the instrumentation to the application's own metrics registry. */
@ApplicationScoped
class MetricsBeans {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    /** Cannot be resolved if an application has the API but no implementation. */
    @Inject
    Instance<MetricRegistry> registries;

    @Inject
    TokenCache cache;

    @Inject
    AuthorizationServerStatus status;

    private final RegistryInstrumentation instrumentation = new RegistryInstrumentation();

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (registries.isResolvable()) {
            instrumentation.start(registries.get(), cache, status);
        } else {
            LOG.log(Level.WARNING, MetricsApi.NO_EFFECT);
        }
    }

    @PreDestroy
    void stop() {
        instrumentation.stop();
    }

    /** Returns the instrumentation, which is dependent-scoped so that requests do not go through a client proxy. */
    @Produces
    @Dependent
    Instrumentation instrumentation() {
        return instrumentation;
    }
}
