package io.github.mfpjaxrs.security.telemetry;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

/**
 * Connects the instrumentation to the application's {@code OpenTelemetry}. This is the CDI bean if there is one, as
 * with MicroProfile Telemetry and Quarkus; otherwise it is the global instance.
 */
@ApplicationScoped
class TelemetryBeans {

    @Inject
    Instance<OpenTelemetry> beans;

    @Inject
    TokenCache cache;

    @Inject
    AuthorizationServerStatus status;

    private final OpenTelemetryInstrumentation instrumentation = new OpenTelemetryInstrumentation();

    /**
     * Runs last, so that the application can set the global instance at startup. This method does not observe the
     * initialization of the application context, because at that time Quarkus has not yet created its {@code
     * OpenTelemetry}.
     */
    void start(@Observes @Priority(Integer.MAX_VALUE) Startup application) {
        instrumentation.start(beans.isResolvable() ? beans.get() : GlobalOpenTelemetry.get(), cache, status);
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
