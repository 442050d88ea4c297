package io.github.mfpjaxrs.security.internal.oauth;

import io.github.mfpjaxrs.security.AccessDecided;

/** One that must not be told of anything unless it listens. */
public record FakeListener(boolean isListening) implements DecisionListener {

    @Override
    public void decided(AccessDecided decision) {
        if (!isListening) {
            throw new IllegalStateException("nobody listens");
        }
    }
}
