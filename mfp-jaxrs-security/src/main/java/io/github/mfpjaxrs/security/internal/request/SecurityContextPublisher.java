package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.runtime.Allowance;

/**
 * Makes the caller of the current request available for injection and for the check at the invocation. Thread-safe.
 */
interface SecurityContextPublisher {

    /**
     * Publishes the caller of the current request.
     *
     * @param caller the caller
     * @param allowance the method that the request may call
     */
    void publish(CallerSecurityContext caller, Allowance allowance);

    /** Withdraws what an earlier dispatch of the same servlet request has published. */
    void retract();
}
