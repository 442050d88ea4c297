package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.internal.oauth.DecisionListener;

/** One that must not be told of anything unless it listens. */
record FakeListener(boolean isListening) implements DecisionListener {

    @Override
    public void decided(AccessDecided decision) {
        if (!isListening) {
            throw new IllegalStateException("nobody listens");
        }
    }
}
