package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessDecided;

/** Receives each decision. Implementations must not throw and must not block. */
public interface DecisionListener {

    /**
     * Returns whether events are consumed. If not, no events are created.
     *
     * @return true if they are
     */
    boolean isListening();

    /**
     * Called for each decision.
     *
     * @param event the decision
     */
    void decided(AccessDecided event);
}
