package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessDecided;

/** Receives every decision. Implementations must neither throw nor block. */
public interface DecisionListener {

    /**
     * Returns whether events are consumed. If not, no events are created.
     *
     * @return true if events are consumed
     */
    boolean isListening();

    /**
     * Called for every decision.
     *
     * @param event the decision
     */
    void decided(AccessDecided event);
}
