package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Remembers the endpoints that were found in the server's metadata, for as long as the application runs. They are looked for
 * once, however many threads need them; a search that failed is repeated by the next that needs them. Thread-safe, without a
 * lock.
 */
public final class KnownEndpoints {

    private final AtomicReference<CompletableFuture<Endpoints>> current =
            new AtomicReference<>(CompletableFuture.failedFuture(new IllegalStateException("not looked for yet")));

    /** Nothing is known yet. */
    public KnownEndpoints() {}

    /**
     * The endpoints.
     *
     * @param search finds them out, or throws {@link AuthorizationServerFailure}
     * @param patience how long to wait for another thread's search
     */
    Endpoints get(Supplier<Endpoints> search, Duration patience) {
        while (true) {
            CompletableFuture<Endpoints> promise = current.get();
            if (!promise.isCompletedExceptionally()) {
                return await(promise, patience);
            }
            CompletableFuture<Endpoints> mine = new CompletableFuture<>();
            if (current.compareAndSet(promise, mine)) {
                return searchInto(mine, search);
            }
        }
    }

    private static Endpoints searchInto(CompletableFuture<Endpoints> promise, Supplier<Endpoints> search) {
        try {
            Endpoints found = search.get();
            promise.complete(found);
            return found;
        } catch (Throwable e) {
            promise.completeExceptionally(e);
            throw e;
        }
    }

    private static Endpoints await(CompletableFuture<Endpoints> promise, Duration patience) {
        try {
            return promise.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationServerFailure trouble) {
                throw trouble;
            }
            throw new AuthorizationServerFailure(
                    AuthorizationServerFailure.Kind.BAD_ANSWER,
                    "the metadata could not be read",
                    Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            AuthorizationServerFailure late = new AuthorizationServerFailure(
                    AuthorizationServerFailure.Kind.TIMEOUT, "no metadata of the server within " + patience);
            // The thread that searches may hang on a connection that does not end. The next one tries afresh.
            promise.completeExceptionally(late);
            throw late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthorizationServerFailure(
                    AuthorizationServerFailure.Kind.TIMEOUT, "interrupted while waiting for the server's metadata");
        }
    }
}
