package io.github.mfpjaxrs.security.internal.fakes;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Returns what a test has set, and records the calls. Thread-safe. */
public final class FakeIntrospector implements TokenIntrospector {

    public final List<String> asked = new CopyOnWriteArrayList<>();

    private volatile Supplier<IntrospectionResult> answer = IntrospectionResult.Inactive::new;
    private volatile boolean checkable;

    /** Makes this introspector support checks too. */
    public FakeIntrospector checkable() {
        checkable = true;
        return this;
    }

    public FakeIntrospector active(AccessToken token) {
        return answers(() -> new IntrospectionResult.Active(token));
    }

    public FakeIntrospector inactive() {
        return answers(IntrospectionResult.Inactive::new);
    }

    public FakeIntrospector fails(RuntimeException failure) {
        return answers(() -> {
            throw failure;
        });
    }

    public FakeIntrospector answers(Supplier<IntrospectionResult> next) {
        answer = next;
        return this;
    }

    @Override
    public IntrospectionResult introspect(String accessToken) {
        asked.add(accessToken);
        return answer.get();
    }

    @Override
    public Optional<IntrospectionResult> check() {
        asked.add("check");
        return checkable ? Optional.of(answer.get()) : Optional.empty();
    }
}
