package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.runtime.Allowance;

/** Where the caller of the current request is left, for injection and for the check of invocations. Thread-safe. */
interface SecurityContextPublisher {

    /**
     * Publishes the caller of the current request.
     *
     * @param caller who it is
     * @param allowance the method that the request may call
     */
    void publish(TokenSecurityContext caller, Allowance allowance);

    /** Takes back what an earlier dispatch of the same servlet request has published. */
    void retract();
}
