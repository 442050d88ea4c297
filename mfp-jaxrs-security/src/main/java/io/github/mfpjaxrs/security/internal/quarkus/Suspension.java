package io.github.mfpjaxrs.security.internal.quarkus;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * A request that can be suspended to avoid blocking the event loop.
 *
 * @param suspend suspends processing when the filter returns
 * @param resume resumes processing, from any thread
 * @param fail aborts the request
 */
record Suspension(Runnable suspend, Runnable resume, Consumer<Throwable> fail) {

    static Suspension of(ResteasyReactiveContainerRequestContext request) {
        return new Suspension(request::suspend, request::resume, request::resume);
    }

    /**
     * Suspends the request until the stage completes. If the stage fails, the request is aborted, because resuming it
     * would block the event loop.
     */
    void until(CompletionStage<?> prepared) {
        CompletableFuture<?> future = prepared.toCompletableFuture();
        if (future.isDone() && !future.isCompletedExceptionally()) {
            return;
        }
        suspend.run();
        future.whenComplete((decision, failure) -> {
            if (failure == null) {
                resume.run();
            } else {
                fail.accept(failure);
            }
        });
    }
}
