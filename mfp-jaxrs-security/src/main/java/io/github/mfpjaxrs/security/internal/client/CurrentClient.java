package io.github.mfpjaxrs.security.internal.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The REST client that new calls use. Replaced after it was retired; created once, even if several calls need it at
 * the same time. Thread-safe.
 */
final class CurrentClient implements AutoCloseable {

    private final RestClientFactory clients;
    private final AtomicReference<CompletableFuture<RetirableClient>> current =
            new AtomicReference<>(CompletableFuture.failedFuture(new IllegalStateException("no client yet")));

    private volatile boolean closed;

    CurrentClient(RestClientFactory clients) {
        this.clients = clients;
    }

    /**
     * Blocks while another call creates the client.
     *
     * @throws IllegalStateException if this is closed
     */
    RetirableClient.Use use() {
        while (true) {
            if (closed) {
                throw new IllegalStateException("the application has stopped");
            }
            CompletableFuture<RetirableClient> client = current.get();
            if (!isSpent(client)) {
                return client.join().use();
            }
            CompletableFuture<RetirableClient> replacement = new CompletableFuture<>();
            if (current.compareAndSet(client, replacement)) {
                return createInto(replacement).use();
            }
        }
    }

    private RetirableClient createInto(CompletableFuture<RetirableClient> promise) {
        try {
            RetirableClient created = new RetirableClient(clients);
            promise.complete(created);
            return created;
        } catch (Throwable e) {
            promise.completeExceptionally(e);
            throw e;
        }
    }

    private static boolean isSpent(CompletableFuture<RetirableClient> client) {
        return client.isCompletedExceptionally()
                || client.isDone() && client.join().isRetired();
    }

    /** Calls that follow, such as a retry in progress, fail. */
    @Override
    public void close() {
        closed = true;
        current.get().thenAccept(RetirableClient::retire);
    }
}
