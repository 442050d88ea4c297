package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what another thread requests from the authorization server. */
final class Waiting {

    private Waiting() {}

    /**
     * Returns the result.
     *
     * @param promise what the other thread completes. It is completed exceptionally if that takes too long, because the
     *     thread may hang on a dead connection; the next caller starts a new request
     * @param timeout how long to wait
     * @param wanted what is waited for, as messages name it
     * @throws AuthorizationServerFailure if there is no result
     */
    static <T> T await(CompletableFuture<T> promise, Duration timeout, String wanted) {
        try {
            return promise.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationServerFailure failure) {
                throw failure;
            }
            throw AuthorizationServerFailure.invalidResponse(
                    "the " + wanted + " could not be obtained", Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            AuthorizationServerFailure late = AuthorizationServerFailure.timeout("no " + wanted + " within " + timeout);
            promise.completeExceptionally(late);
            throw late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AuthorizationServerFailure.timeout("interrupted while waiting for the " + wanted);
        }
    }
}
