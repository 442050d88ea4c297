package io.github.mfpjaxrs.security.internal.fakes;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.internal.decision.DecisionListener;

/** One that must not be told of anything unless it listens. */
public record FakeListener(boolean isListening) implements DecisionListener {

    @Override
    public void decided(AccessDecided decision) {
        if (!isListening) {
            throw new IllegalStateException("nobody listens");
        }
    }
}
