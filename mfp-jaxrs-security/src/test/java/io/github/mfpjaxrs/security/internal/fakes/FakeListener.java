package io.github.mfpjaxrs.security.internal.fakes;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.internal.decision.DecisionListener;

/** A listener that must not be notified unless it listens. */
public record FakeListener(boolean isListening) implements DecisionListener {

    @Override
    public void decided(AccessDecided decision) {
        if (!isListening) {
            throw new IllegalStateException("nobody listens");
        }
    }
}
