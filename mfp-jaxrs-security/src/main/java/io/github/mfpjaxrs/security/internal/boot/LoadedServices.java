package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.runtime.JaxRsRuntime;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;

/**
 * Detects whether the runtime finds {@link FilterFeature} and {@link MethodProtectionFeature} through
 * {@code ServiceLoader}.
 */
final class LoadedServices {

    /** The property with which an application disables service loading (JAX-RS §4.1.2). */
    static final String KEY = "jakarta.ws.rs.loadServices";

    private LoadedServices() {}

    /**
     * Whether the runtime is Quarkus, which does not load services, or the application has disabled service loading.
     */
    static boolean areDisabled(FeatureContext context, @Nullable Application application) {
        return JaxRsRuntime.of(context) == JaxRsRuntime.QUARKUS
                || isOff(context.getConfiguration().getProperty(KEY))
                || application != null && areDisabledBy(application);
    }

    /** Whether an application's properties disable service loading. */
    static boolean areDisabledBy(Application application) {
        return isOff(application.getProperties().get(KEY));
    }

    /** Treats any value other than true as off, because a runtime might do the same. */
    private static boolean isOff(@Nullable Object value) {
        return value != null && !Boolean.parseBoolean(value.toString());
    }
}
