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
 * Caches the endpoints discovered in the metadata of the server while the application runs. Discovery runs once for
 * all threads; after a failure, the next caller repeats it. Thread-safe and lock-free.
 */
public final class KnownEndpoints {

    private final AtomicReference<CompletableFuture<Endpoints>> current =
            new AtomicReference<>(CompletableFuture.failedFuture(new IllegalStateException("not looked for yet")));

    /** Creates an empty cache. */
    public KnownEndpoints() {}

    /**
     * Returns the endpoints.
     *
     * @param search discovers the endpoints, or throws {@link AuthorizationServerFailure}
     * @param timeout how long to wait for another thread that is discovering them
     */
    Endpoints get(Supplier<Endpoints> search, Duration timeout) {
        while (true) {
            CompletableFuture<Endpoints> promise = current.get();
            if (!promise.isCompletedExceptionally()) {
                return await(promise, timeout);
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

    private static Endpoints await(CompletableFuture<Endpoints> promise, Duration timeout) {
        try {
            return promise.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationServerFailure failure) {
                throw failure;
            }
            throw AuthorizationServerFailure.invalidResponse(
                    "the metadata could not be read", Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            AuthorizationServerFailure late =
                    AuthorizationServerFailure.timeout("no metadata from the authorization server within " + timeout);
            // The discovering thread may hang on a dead connection. The next caller starts a new discovery.
            promise.completeExceptionally(late);
            throw late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AuthorizationServerFailure.timeout("interrupted while waiting for the server's metadata");
        }
    }
}
