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
    private static final String KEY = "jakarta.ws.rs.loadServices";

    private LoadedServices() {}

    /** True on Quarkus, which does not load services, and if the application has disabled them. */
    static boolean areDisabled(FeatureContext context, @Nullable Application application) {
        return JaxRsRuntime.of(context) == JaxRsRuntime.QUARKUS
                || isFalse(context.getConfiguration().getProperty(KEY))
                || application != null && isFalse(application.getProperties().get(KEY));
    }

    private static boolean isFalse(@Nullable Object value) {
        return value != null && "false".equalsIgnoreCase(value.toString());
    }
}
