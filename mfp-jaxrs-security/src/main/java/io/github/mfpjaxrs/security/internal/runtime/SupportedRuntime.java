package io.github.mfpjaxrs.security.internal.runtime;

import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rejects runtimes on which the library cannot protect every resource. */
public final class SupportedRuntime {

    private static final String SINCE_3_1 = "jakarta.ws.rs.SeBootstrap";

    private SupportedRuntime() {}

    /**
     * Verifies that an application's runtime is supported.
     *
     * @param loader the Jakarta REST API's class loader
     * @throws ConfigurationException if the runtime is too old or is Apache CXF
     */
    public static void require(@Nullable ClassLoader loader) {
        if (!has(loader, SINCE_3_1)) {
            throw new ConfigurationException(List.of("this runtime is older than Jakarta REST 3.1 and would serve some"
                    + " applications without the library's filters; use a runtime of Jakarta EE 10 or later"));
        }
        RuntimeDelegate delegate = delegate();
        if (delegate != null) {
            requireOtherThanCxf(delegate);
        }
    }

    /**
     * Verifies that an object does not come from Apache CXF.
     *
     * @param runtimeObject an object whose class is part of the runtime
     * @throws ConfigurationException if the runtime is Apache CXF
     */
    public static void requireOtherThanCxf(Object runtimeObject) {
        if (JaxRsRuntime.of(runtimeObject) == JaxRsRuntime.CXF) {
            throw new ConfigurationException(List.of("the JAX-RS runtime is Apache CXF, which calls"
                    + " sub-resources without the library's filters; use Jersey or RESTEasy, or a server that is"
                    + " based on one of them"));
        }
    }

    private static @Nullable RuntimeDelegate delegate() {
        try {
            return RuntimeDelegate.getInstance();
        } catch (RuntimeException | LinkageError none) {
            // The runtime that serves the application will call the library's features, which repeat the check.
            return null;
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
