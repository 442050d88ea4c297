package io.github.mfpjaxrs.security.spi;

/**
 * Identifies the classes whose {@link io.github.mfpjaxrs.security.MFPProtected} annotations an integration with
 * another web API enforces. An annotation on any other class that is not a JAX-RS resource makes the deployment fail.
 * Implementations are found through {@code ServiceLoader}.
 */
public interface AnnotatedTypes {

    /**
     * Returns whether the integration enforces the annotations of a class, or rejects them at deployment.
     *
     * @param type a class with the annotation on it or on one of its methods
     * @return true if it does either
     */
    boolean enforces(Class<?> type);
}
