package io.github.mfpjaxrs.security.internal.cache;

import dev.failsafe.Bulkhead;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * How many introspections may be in progress, and how many may wait. Tokens that were never found good use at most three
 * quarters of each, so that a flood of them leaves room for the others, which never stand in line behind them either.
 * Thread-safe, and without a lock.
 */
final class FairBulkhead {

    private final Bulkhead<Object> all;
    private final Bulkhead<Object> ofNewTokens;
    private final Executor executor;
    private final Semaphore newTokensInProgress;
    private final Queue<Task> newTokensWaiting = new ConcurrentLinkedQueue<>();

    /** What is known of a token. */
    enum Standing {
        /** It was good a while ago. */
        KNOWN,
        /** It was never asked about, or was not good, or it was good so long ago that it is forgotten. */
        NEW
    }

    /** Work that is to be told if no thread can be had for it. */
    private record Task(Runnable work, Consumer<Throwable> rejected) {}

    FairBulkhead(int concurrent, int queued, Executor executor) {
        this.all = Bulkhead.of(concurrent + queued);
        this.ofNewTokens = Bulkhead.of(shareOfNewTokens(concurrent) + shareOfNewTokens(queued));
        this.executor = executor;
        this.newTokensInProgress = new Semaphore(shareOfNewTokens(concurrent));
    }

    /** Three quarters, rounded up: with fewer than four places nothing is kept back. */
    private static int shareOfNewTokens(int places) {
        return places - places / 4;
    }

    boolean tryTake(Standing standing) {
        if (standing == Standing.NEW && !ofNewTokens.tryAcquirePermit()) {
            return false;
        }
        if (all.tryAcquirePermit()) {
            return true;
        }
        if (standing == Standing.NEW) {
            ofNewTokens.releasePermit();
        }
        return false;
    }

    void giveBack(Standing standing) {
        all.releasePermit();
        if (standing == Standing.NEW) {
            ofNewTokens.releasePermit();
        }
    }

    /**
     * Runs the work as soon as there is a thread for it.
     *
     * @param rejected told instead if there will be none
     */
    void execute(Standing standing, Runnable work, Consumer<Throwable> rejected) {
        if (standing == Standing.KNOWN) {
            submit(work, rejected);
        } else {
            newTokensWaiting.add(new Task(work, rejected));
            startWaiting();
        }
    }

    /** Whoever frees a thread looks here after it has done so: a task that was added before is not overlooked. */
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
            executor.execute(work);
        } catch (RuntimeException | Error e) {
            // An OutOfMemoryError is what a JVM throws that cannot start another thread.
            rejected.accept(e);
        }
    }
}
