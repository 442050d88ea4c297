package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessDecided;

/** Told of each decision. Must not throw and must not wait. */
public interface DecisionListener {

    /**
     * Whether there is anybody to tell: an event that nobody hears is not made.
     *
     * @return true if there is
     */
    boolean isListening();

    /**
     * A decision was taken.
     *
     * @param event the decision
     */
    void decided(AccessDecided event);
}
