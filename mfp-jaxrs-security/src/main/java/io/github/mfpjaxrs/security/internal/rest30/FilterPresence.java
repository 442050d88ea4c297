package io.github.mfpjaxrs.security.internal.rest30;

/** Whether JAX-RS has taken our filters, which a runtime before Jakarta REST 3.1 may leave out. Thread-safe. */
public interface FilterPresence {

    /**
     * Whether resources may be served without a filter of ours.
     *
     * @return false where our features were asked about a resource method, and where CDI has found no resource
     */
    boolean isMissing();
}
