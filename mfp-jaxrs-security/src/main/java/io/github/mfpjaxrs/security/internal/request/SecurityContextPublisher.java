package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import org.jspecify.annotations.Nullable;

/** Makes the caller of the current request available for injection and for the invocation check. Thread-safe. */
interface SecurityContextPublisher {

    /**
     * Publishes the caller of the current request.
     *
     * @param caller the caller
     * @param allowance the method that the request may call; null if the decision is not about a resource method
     */
    void publish(CallerSecurityContext caller, @Nullable Allowance allowance);

    /** Withdraws the caller that an earlier dispatch of the same servlet request has published. */
    void retract();
}
