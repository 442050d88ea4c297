package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import java.util.ArrayList;
import java.util.List;

/** Remembers the published callers until they are retracted. */
final class FakePublication implements SecurityContextPublisher {

    final List<CallerSecurityContext> callers = new ArrayList<>();

    @Override
    public void publish(CallerSecurityContext caller, Allowance allowance) {
        callers.add(caller);
    }

    @Override
    public void retract() {
        callers.clear();
    }
}
