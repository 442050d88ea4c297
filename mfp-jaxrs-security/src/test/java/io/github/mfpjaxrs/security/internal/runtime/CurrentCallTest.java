package io.github.mfpjaxrs.security.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CurrentCallTest {

    private final Allowance outer = allowance("hashCode");
    private final Allowance inner = allowance("toString");

    @Test
    @Tag("J18")
    void allowanceWhenNothingIsCalledThenNull() {
        assertThat(CurrentCall.allowance()).isNull();
    }

    @Test
    @Tag("J18")
    void withWhenCallsAreNestedThenEachHasItsOwn() {
        Allowance after = CurrentCall.with(outer, () -> {
            assertThat(CurrentCall.with(inner, CurrentCall::allowance)).isSameAs(inner);
            return CurrentCall.allowance();
        });

        assertThat(after).isSameAs(outer);
        assertThat(CurrentCall.allowance()).isNull();
    }

    @Test
    @Tag("J18")
    void withWhenTheCallFailsThenNothingIsLeftOnTheThread() {
        assertThatThrownBy(() -> CurrentCall.with(outer, () -> {
                    throw new IllegalStateException("fails");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(CurrentCall.allowance()).isNull();
    }

    private static Allowance allowance(String method) {
        try {
            return new Allowance(
                    (ContainerRequestContext) Proxy.newProxyInstance(
                            CurrentCallTest.class.getClassLoader(),
                            new Class<?>[] {ContainerRequestContext.class},
                            (proxy, called, arguments) -> null),
                    Object.class,
                    Object.class.getMethod(method));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
