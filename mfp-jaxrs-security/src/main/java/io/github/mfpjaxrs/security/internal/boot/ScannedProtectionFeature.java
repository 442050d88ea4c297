package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.runtime.SupportedRuntime;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Applies {@link MethodProtectionFeature} on runtimes that find providers only by annotation, as
 * {@link ScannedFilterFeature} does for {@link FilterFeature}. The class is public because JAX-RS runtimes
 * instantiate it.
 */
@Provider
public final class ScannedProtectionFeature implements DynamicFeature {

    private final MethodProtectionFeature feature = new MethodProtectionFeature();
    private @Nullable Application application;

    /** Called by JAX-RS. */
    public ScannedProtectionFeature() {}

    /**
     * Called by JAX-RS. This is a method rather than a field for the reason given in
     * {@link FilterFeature#setApplication}.
     *
     * @param injected the application that this feature is configured for
     */
    @Context
    public void setApplication(Application injected) {
        application = injected;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        SupportedRuntime.requireOtherThanCxf(context);
        if (LoadedServices.areDisabled(context, application)) {
            feature.configure(resource, context);
        }
    }
}
