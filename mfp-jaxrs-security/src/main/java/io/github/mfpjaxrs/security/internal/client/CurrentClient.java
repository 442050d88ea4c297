package io.github.mfpjaxrs.security.internal.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** The line that new calls take; another after one was retired. Made once, however many calls want it. Thread-safe. */
final class CurrentClient implements AutoCloseable {

    private final RestClientFactory clients;
    private final AtomicReference<CompletableFuture<RetirableClient>> current =
            new AtomicReference<>(CompletableFuture.failedFuture(new IllegalStateException("none yet")));

    private volatile boolean closed;

    CurrentClient(RestClientFactory clients) {
        this.clients = clients;
    }

    /**
     * Waits while another call makes the line.
     *
     * @throws IllegalStateException if this is closed
     */
    RetirableClient.Use use() {
        while (true) {
            if (closed) {
                throw new IllegalStateException("the application has stopped");
            }
            CompletableFuture<RetirableClient> line = current.get();
            if (!isSpent(line)) {
                return line.join().use();
            }
            CompletableFuture<RetirableClient> mine = new CompletableFuture<>();
            if (current.compareAndSet(line, mine)) {
                return makeInto(mine).use();
            }
        }
    }

    private RetirableClient makeInto(CompletableFuture<RetirableClient> promise) {
        try {
            RetirableClient made = new RetirableClient(clients);
            promise.complete(made);
            return made;
        } catch (Throwable e) {
            promise.completeExceptionally(e);
            throw e;
        }
    }

    private static boolean isSpent(CompletableFuture<RetirableClient> line) {
        return line.isCompletedExceptionally() || line.isDone() && line.join().isRetired();
    }

    /** A call that comes after this, such as a retry that was under way, fails. */
    @Override
    public void close() {
        closed = true;
        current.get().thenAccept(RetirableClient::retire);
    }
}
