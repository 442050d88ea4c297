package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
                return Waiting.await(promise, timeout, "metadata of the authorization server");
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
}
