package io.github.mfpjaxrs.security.spi;

/**
 * Identifies the classes whose {@link io.github.mfpjaxrs.security.MFPProtected} annotations are enforced by an
 * integration with another web API. An annotation on any other class that is not a JAX-RS resource makes the
 * deployment fail. Implementations are found through {@code ServiceLoader}.
 */
public interface AnnotatedTypes {

    /**
     * Returns whether the integration either enforces a class's annotations or rejects them at deployment.
     *
     * @param type a class that is annotated or has an annotated method
     * @return true if it does either
     */
    boolean enforces(Class<?> type);
}
