package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.internal.oauth.ConfigurationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether our features are found whatever an {@code Application} says: by {@code ServiceLoader} (JAX-RS §4.1.2) since
 * Jakarta REST 3.1; before, an application can leave them out, and be open.
 */
final class FeatureDiscovery {

    private static final String SINCE_3_1 = "jakarta.ws.rs.SeBootstrap";
    private static final String CHECK = "io.github.mfpjaxrs.security.rest30.ListingApplicationCheck";

    private FeatureDiscovery() {}

    /**
     * @param ofTheRuntime where the API of Jakarta REST comes from
     * @param ofTheLibrary where the check for older runtimes would lie
     */
    static void require(@Nullable ClassLoader ofTheRuntime, @Nullable ClassLoader ofTheLibrary) {
        if (!has(ofTheRuntime, SINCE_3_1) && !has(ofTheLibrary, CHECK)) {
            throw new ConfigurationException(List.of("this runtime is older than Jakarta REST 3.1, and would serve some"
                    + " applications without our filters; put mfp-jaxrs-security-rest30 beside mfp-jaxrs-security, which"
                    + " refuses these, or use a newer runtime"));
        }
    }

    private static boolean has(@Nullable ClassLoader loader, String type) {
        try {
            Class.forName(type, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError none) {
            return false;
        }
    }
}
