package io.github.mfpjaxrs.security.internal.runtime;

import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses the runtimes on which the library cannot keep its promise. */
public final class SupportedRuntime {

    private static final String SINCE_3_1 = "jakarta.ws.rs.SeBootstrap";

    private SupportedRuntime() {}

    /**
     * Looks at the runtime that an application starts on.
     *
     * @param ofTheRuntime where the API of Jakarta REST comes from
     * @throws ConfigurationException if it is too old, or Apache CXF
     */
    public static void require(@Nullable ClassLoader ofTheRuntime) {
        if (!has(ofTheRuntime, SINCE_3_1)) {
            throw new ConfigurationException(List.of("this runtime is older than Jakarta REST 3.1, and would serve some"
                    + " applications without our filters; use a runtime of Jakarta EE 10 or later"));
        }
        RuntimeDelegate delegate = delegate();
        if (delegate != null) {
            requireOtherThanCxf(delegate);
        }
    }

    /**
     * Looks at who configures a feature, or runs an application.
     *
     * @param ofTheRuntime an object of the runtime's
     * @throws ConfigurationException if the runtime is Apache CXF
     */
    public static void requireOtherThanCxf(Object ofTheRuntime) {
        if (JaxRsRuntime.of(ofTheRuntime) == JaxRsRuntime.CXF) {
            throw new ConfigurationException(List.of("the JAX-RS runtime is Apache CXF, which calls sub-resources"
                    + " without our filters; use Jersey or RESTEasy, or a server that is built on one of them"));
        }
    }

    private static @Nullable RuntimeDelegate delegate() {
        try {
            return RuntimeDelegate.getInstance();
        } catch (RuntimeException | LinkageError none) {
            // The runtime that serves the application will ask our features, and they look at it.
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
