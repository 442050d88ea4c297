package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.runtime.JaxRsRuntime;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.FeatureContext;
import org.jspecify.annotations.Nullable;

/** Whether the runtime finds {@link FilterFeature} and {@link MethodProtectionFeature} through {@code ServiceLoader}. */
final class LoadedServices {

    /** JAX-RS §4.1.2: the application's switch. */
    private static final String KEY = "jakarta.ws.rs.loadServices";

    private LoadedServices() {}

    /** True on Quarkus, which looks for no services, and where the application has switched them off. */
    static boolean areOff(FeatureContext context, @Nullable Application application) {
        return JaxRsRuntime.of(context) == JaxRsRuntime.QUARKUS
                || isFalse(context.getConfiguration().getProperty(KEY))
                || application != null && isFalse(application.getProperties().get(KEY));
    }

    private static boolean isFalse(@Nullable Object value) {
        return value != null && "false".equalsIgnoreCase(value.toString());
    }
}
