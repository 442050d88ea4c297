package io.github.mfpjaxrs.security.internal.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** The line that new calls take; another after one was retired. Made once, however many calls want it. Thread-safe. */
final class Lines implements AutoCloseable {

    private final RestClients clients;
    private final AtomicReference<CompletableFuture<Line>> current =
            new AtomicReference<>(CompletableFuture.failedFuture(new IllegalStateException("none yet")));

    Lines(RestClients clients) {
        this.clients = clients;
    }

    /** Waits while another call makes the line. */
    Line.Use use() {
        while (true) {
            CompletableFuture<Line> line = current.get();
            if (!isSpent(line)) {
                return line.join().use();
            }
            CompletableFuture<Line> mine = new CompletableFuture<>();
            if (current.compareAndSet(line, mine)) {
                return makeInto(mine).use();
            }
        }
    }

    private Line makeInto(CompletableFuture<Line> promise) {
        try {
            Line made = new Line(clients);
            promise.complete(made);
            return made;
        } catch (Throwable e) {
            promise.completeExceptionally(e);
            throw e;
        }
    }

    private static boolean isSpent(CompletableFuture<Line> line) {
        return line.isCompletedExceptionally() || line.isDone() && line.join().isRetired();
    }

    /** No call is to come after this. */
    @Override
    public void close() {
        current.get().thenAccept(Line::retire);
    }
}
