package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import org.jspecify.annotations.Nullable;

/** Makes the current request's caller available for injection and for the invocation check. Thread-safe. */
interface SecurityContextPublisher {

    /**
     * Publishes the current request's caller.
     *
     * @param caller the caller
     * @param allowance the method that the request may call; null if the decision is not about a resource method
     */
    void publish(CallerSecurityContext caller, @Nullable Allowance allowance);

    /** Withdraws the caller that an earlier dispatch of the same servlet request published. */
    void retract();
}
