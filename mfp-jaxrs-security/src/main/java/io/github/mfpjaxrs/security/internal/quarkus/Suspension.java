package io.github.mfpjaxrs.security.internal.quarkus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * A request that can be suspended, so that no event loop waits.
 *
 * @param suspend takes it off its thread when the filter returns
 * @param resume goes on with it, from any thread
 * @param fail ends it
 */
record Suspension(Runnable suspend, Runnable resume, Consumer<Throwable> fail) {

    static Suspension of(ResteasyReactiveContainerRequestContext request) {
        return new Suspension(request::suspend, request::resume, request::resume);
    }

    /** Suspends it if something is not there yet. A failure ends it: to go on all the same would be to wait. */
    void until(CompletionStage<?> prepared) {
        CompletableFuture<?> answer = prepared.toCompletableFuture();
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            return;
        }
        suspend.run();
        answer.whenComplete((decision, failure) -> {
            if (failure == null) {
                resume.run();
            } else {
                fail.accept(failure);
            }
        });
    }
}
