package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.runtime.SupportedRuntime;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Applies {@link FilterFeature} on runtimes that find providers only by annotation. This is a separate class because
 * RESTEasy warns (RESTEASY002155) about providers that it finds both by annotation and through {@code ServiceLoader}.
 * It is public because JAX-RS runtimes instantiate it.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public final class ScannedFilterFeature implements Feature {

    private final FilterFeature feature = new FilterFeature();
    private @Nullable Application application;

    /** Called by JAX-RS. */
    public ScannedFilterFeature() {}

    /**
     * Called by JAX-RS. This is a method rather than a field for the reason given in
     * {@link FilterFeature#setApplication}.
     *
     * @param injected the application that this feature is configured for
     */
    @Context
    public void setApplication(Application injected) {
        application = injected;
        feature.setApplication(injected);
    }

    @Override
    public boolean configure(FeatureContext context) {
        SupportedRuntime.requireOtherThanCxf(context);
        return LoadedServices.areDisabled(context, application) && feature.configure(context);
    }
}
