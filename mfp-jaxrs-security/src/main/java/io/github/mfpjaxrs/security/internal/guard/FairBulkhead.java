package io.github.mfpjaxrs.security.internal.guard;

import dev.failsafe.Bulkhead;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Limits how many introspections are in progress and how many are queued. Introspections of unknown tokens use at
 * most three quarters of each limit and never delay queued introspections of known tokens, so a flood of unknown
 * tokens leaves capacity for known ones. Thread-safe and lock-free.
 */
final class FairBulkhead {

    private final AtomicInteger inProgress = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final Bulkhead<Object> all;
    private final Bulkhead<Object> newTokens;
    private final Executor executor;
    private final Semaphore newTokensInProgress;
    private final Queue<Task> newTokensWaiting = new ConcurrentLinkedQueue<>();

    /** Whether a token is known to be valid. */
    enum Standing {
        /** The token was active recently. */
        KNOWN,
        /**
         * The token has never been introspected, was inactive, or was active so long ago that it has been forgotten.
         */
        NEW
    }

    /** Queued work, and the callback to run instead if no thread is available. */
    private record Task(Runnable work, Consumer<Throwable> rejected) {}

    FairBulkhead(int concurrent, int queued, Executor executor) {
        this.all = Bulkhead.of(concurrent + queued);
        this.newTokens = Bulkhead.of(shareOfNewTokens(concurrent) + shareOfNewTokens(queued));
        this.executor = executor;
        this.newTokensInProgress = new Semaphore(shareOfNewTokens(concurrent));
    }

    /**
     * Returns three quarters of the places, rounded up. With fewer than four places, none is reserved for known
     * tokens.
     */
    private static int shareOfNewTokens(int places) {
        return places - places / 4;
    }

    boolean tryAcquire(Standing standing) {
        if (standing == Standing.NEW && !newTokens.tryAcquirePermit()) {
            return false;
        }
        if (all.tryAcquirePermit()) {
            inProgress.incrementAndGet();
            return true;
        }
        if (standing == Standing.NEW) {
            newTokens.releasePermit();
        }
        return false;
    }

    void release(Standing standing) {
        inProgress.decrementAndGet();
        all.releasePermit();
        if (standing == Standing.NEW) {
            newTokens.releasePermit();
        }
    }

    /**
     * Runs the work as soon as a thread is free.
     *
     * @param rejected called instead if no thread will become available
     */
    void execute(Standing standing, Runnable work, Consumer<Throwable> rejected) {
        if (standing == Standing.KNOWN) {
            submit(work, rejected);
        } else {
            newTokensWaiting.add(new Task(work, rejected));
            startWaiting();
        }
    }

    /**
     * Starts waiting tasks while slots are free. A thread also calls this method after releasing its slot, so that a
     * task added just before the release is not missed.
     */
    private void startWaiting() {
        while (!newTokensWaiting.isEmpty() && newTokensInProgress.tryAcquire()) {
            Task next = newTokensWaiting.poll();
            if (next == null) {
                newTokensInProgress.release();
            } else {
                submit(() -> runAndStartNext(next.work()), failure -> {
                    newTokensInProgress.release();
                    next.rejected().accept(failure);
                });
            }
        }
    }

    private void runAndStartNext(Runnable work) {
        try {
            work.run();
        } finally {
            newTokensInProgress.release();
            startWaiting();
        }
    }

    private void submit(Runnable work, Consumer<Throwable> rejected) {
        try {
            executor.execute(() -> runCounted(work));
        } catch (RuntimeException | Error e) {
            // The JVM throws an OutOfMemoryError if it cannot start another thread.
            rejected.accept(e);
        }
    }

    private void runCounted(Runnable work) {
        running.incrementAndGet();
        try {
            work.run();
        } finally {
            running.decrementAndGet();
        }
    }

    /** Returns the number of introspections that are running or waiting. */
    int inProgress() {
        return inProgress.get();
    }

    /** Returns the number of introspections that are waiting for a thread. */
    int waiting() {
        return Math.max(0, inProgress.get() - running.get());
    }
}
