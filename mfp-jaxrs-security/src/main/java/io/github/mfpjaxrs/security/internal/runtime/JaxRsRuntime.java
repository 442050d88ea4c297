package io.github.mfpjaxrs.security.internal.runtime;

import java.util.Arrays;

/**
 * The JAX-RS runtimes that the library knows by name. A runtime is recognized by the classes of the objects that it
 * passes to the library, because several runtimes can be on the class path.
 */
public enum JaxRsRuntime {
    /** Jersey, used by Payara, GlassFish and Helidon. */
    JERSEY("org.glassfish.jersey."),
    /** RESTEasy Reactive, used by Quarkus. */
    QUARKUS("org.jboss.resteasy.reactive."),
    /** RESTEasy, used by WildFly and Open Liberty. */
    RESTEASY("org.jboss.resteasy."),
    /** Apache CXF, used by TomEE. The library does not start on CXF. */
    CXF("org.apache.cxf."),
    /** Any other runtime. */
    OTHER("");

    private static final ClassValue<JaxRsRuntime> KNOWN = new ClassValue<>() {

        @Override
        protected JaxRsRuntime computeValue(Class<?> type) {
            return Arrays.stream(values())
                    .filter(runtime -> type.getName().startsWith(runtime.packages))
                    .findFirst()
                    .orElse(OTHER);
        }
    };

    private final String packages;

    JaxRsRuntime(String packages) {
        this.packages = packages;
    }

    /**
     * Returns the runtime that an object belongs to.
     *
     * @param runtimeObject a request, a feature context or another object whose class is part of the runtime
     * @return {@link #OTHER} if the runtime is unknown
     */
    public static JaxRsRuntime of(Object runtimeObject) {
        return of(runtimeObject.getClass());
    }

    /**
     * Returns the runtime that a class belongs to.
     *
     * @param type the class
     * @return {@link #OTHER} if the runtime is unknown
     */
    public static JaxRsRuntime of(Class<?> type) {
        return KNOWN.get(type);
    }
}
