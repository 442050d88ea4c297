package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServer.Answer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.ExchangeDeadline;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that runs on its own thread. The caller stops waiting when the call's deadline passes. The call can use
 * several clients, one after the other.
 */
final class TimedCall {

    private final CompletableFuture<Answer> outcome = new CompletableFuture<>();
    private final AtomicReference<RetirableClient.@Nullable Use> use = new AtomicReference<>();
    private volatile boolean abandoned;

    /**
     * Runs the call and waits for its response.
     *
     * @param leftNanos the time left for the call, including reading the response
     * @throws AuthorizationServerFailure if there is no response in time or the call fails
     */
    Answer make(Function<TimedCall, Answer> call, Executor executor, long leftNanos) {
        if (leftNanos <= 0) {
            throw AuthorizationServerFailure.timeout("no time is left for another call to the authorization server");
        }
        long endNanos = System.nanoTime() + leftNanos;
        try {
            executor.execute(() -> run(call, endNanos));
            return outcome.get(leftNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            abandon();
            throw AuthorizationServerFailure.timeout("the authorization server responds too slowly");
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
            throw AuthorizationServerFailure.timeout("interrupted while waiting for the authorization server");
        } catch (RejectedExecutionException e) {
            throw AuthorizationServerFailure.overloaded(
                    "too many calls to the authorization server are still running; see"
                            + " mfp.introspection.max-concurrent",
                    e);
        } catch (ExecutionException e) {
            throw ExceptionClassifier.classify(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private void run(Function<TimedCall, Answer> call, long endNanos) {
        try {
            outcome.complete(ExchangeDeadline.callUntil(endNanos, () -> call.apply(this)));
        } catch (Throwable e) {
            outcome.completeExceptionally(e);
        } finally {
            endUse();
        }
    }

    /** Releases the client that the call has used so far, and returns the current client from the given holder. */
    RetirableClient switchTo(CurrentClient clients) {
        endUse();
        RetirableClient.Use current = clients.use();
        use.set(current);
        if (abandoned) {
            current.end();
            throw AuthorizationServerFailure.timeout("the caller no longer waits for the response");
        }
        return current.client();
    }

    private void endUse() {
        RetirableClient.Use current = use.getAndSet(null);
        if (current != null) {
            current.end();
        }
    }

    private void abandon() {
        abandoned = true;
        RetirableClient.Use current = use.get();
        if (current != null) {
            current.client().retire();
            current.end();
        }
    }
}
