package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import java.util.ArrayList;
import java.util.List;

/** Remembers who was published, and forgets them when they are retracted. */
final class FakePublication implements SecurityContextPublisher {

    final List<TokenSecurityContext> callers = new ArrayList<>();

    @Override
    public void publish(TokenSecurityContext caller, Allowance allowance) {
        callers.add(caller);
    }

    @Override
    public void retract() {
        callers.clear();
    }
}
