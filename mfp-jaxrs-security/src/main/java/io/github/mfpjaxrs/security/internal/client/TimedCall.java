package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServer.Answer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
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
 * A call on a thread of its own, which its caller waits for until its deadline and no longer. It may take one line after
 * the other.
 */
final class TimedCall {

    private final CompletableFuture<Answer> outcome = new CompletableFuture<>();
    private final AtomicReference<RetirableClient.@Nullable Use> use = new AtomicReference<>();
    private volatile boolean givenUp;

    /**
     * Makes the call.
     *
     * @throws AuthorizationServerFailure if there is no answer in time
     */
    Answer make(Function<TimedCall, Answer> call, Executor executor, long totalNanos) {
        try {
            executor.execute(() -> run(call));
            return outcome.get(totalNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp();
            throw AuthorizationServerFailure.timeout("the authorization server answers too slowly");
        } catch (InterruptedException e) {
            giveUp();
            Thread.currentThread().interrupt();
            throw AuthorizationServerFailure.timeout("interrupted while waiting for the authorization server");
        } catch (RejectedExecutionException e) {
            throw AuthorizationServerFailure.overloaded(
                    "too many calls to the authorization server do not end; see mfp.max-concurrent-introspections", e);
        } catch (ExecutionException e) {
            throw FailureClassifier.classify(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private void run(Function<TimedCall, Answer> call) {
        try {
            outcome.complete(call.apply(this));
        } catch (Throwable e) {
            outcome.completeExceptionally(e);
        } finally {
            endUse();
        }
    }

    /** The line for what comes next, in place of the one before. */
    RetirableClient take(CurrentClient lines) {
        endUse();
        RetirableClient.Use taken = lines.use();
        use.set(taken);
        if (givenUp) {
            taken.end();
            throw AuthorizationServerFailure.timeout("nobody waits for the answer");
        }
        return taken.line();
    }

    private void endUse() {
        RetirableClient.Use taken = use.getAndSet(null);
        if (taken != null) {
            taken.end();
        }
    }

    private void giveUp() {
        givenUp = true;
        RetirableClient.Use taken = use.get();
        if (taken != null) {
            taken.line().retire();
            taken.end();
        }
    }
}
