package io.github.mfpjaxrs.security.internal.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SuspensionTest {

    private final List<String> calls = new ArrayList<>();
    private final Suspension suspension = new Suspension(
            () -> calls.add("suspend"),
            () -> calls.add("resume"),
            failure -> calls.add("fail: " + failure.getMessage()));
    private final CompletableFuture<String> preparation = new CompletableFuture<>();

    @Test
    void untilWhenItIsThereThenRequestGoesOnAtOnce() {
        preparation.complete("decided");

        suspension.until(preparation);

        assertThat(calls).isEmpty();
    }

    @Test
    void untilWhenItIsNotThereThenRequestIsSuspended() {
        suspension.until(preparation);

        assertThat(calls).containsExactly("suspend");
    }

    @Test
    void untilWhenItArrivesThenRequestIsResumedOnce() {
        suspension.until(preparation);

        preparation.complete("decided");

        assertThat(calls).containsExactly("suspend", "resume");
    }

    @Test
    void untilWhenItFailsThenRequestFails() {
        suspension.until(preparation);

        preparation.completeExceptionally(new IllegalStateException("broken"));

        assertThat(calls).containsExactly("suspend", "fail: broken");
    }

    @Test
    void untilWhenItHasFailedBeforeThenRequestFails() {
        preparation.completeExceptionally(new IllegalStateException("broken"));

        suspension.until(preparation);

        assertThat(calls).containsExactly("suspend", "fail: broken");
    }
}
