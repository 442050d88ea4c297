package io.github.mfpjaxrs.security.internal.runtime;

import java.util.Arrays;

/**
 * The JAX-RS runtimes that the library knows by name, and the only place that does. A runtime is told by the classes of
 * the objects that it hands over, since the classes of another one may be present beside it.
 */
public enum JaxRsRuntime {
    /** Jersey, of Payara, GlassFish and Helidon. */
    JERSEY("org.glassfish.jersey."),
    /** RESTEasy Reactive, of Quarkus. */
    QUARKUS("org.jboss.resteasy.reactive."),
    /** RESTEasy, of WildFly and Open Liberty. */
    RESTEASY("org.jboss.resteasy."),
    /** Apache CXF, of TomEE, on which the library does not start. */
    CXF("org.apache.cxf."),
    /** Any other. */
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
     * The runtime that an object belongs to.
     *
     * @param ofTheRuntime a request, a feature context or another object of a class of the runtime's
     * @return {@link #OTHER} for one that is not known
     */
    public static JaxRsRuntime of(Object ofTheRuntime) {
        return of(ofTheRuntime.getClass());
    }

    /**
     * The runtime that a class belongs to.
     *
     * @param type the class
     * @return {@link #OTHER} for one that is not known
     */
    public static JaxRsRuntime of(Class<?> type) {
        return KNOWN.get(type);
    }
}
