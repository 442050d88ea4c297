package io.github.mfpjaxrs.security.internal.client;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that are on the wire. Whoever waits for one of them can go away at its deadline, whatever the REST client of
 * the runtime does.
 */
final class CallThreads implements Executor, AutoCloseable {

    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;

    /** Those that were given up, and end a little later, must not be in the way of the next. */
    CallThreads(int calls, ClassLoader loader) {
        AtomicInteger number = new AtomicInteger();
        this.pool =
                new ThreadPoolExecutor(0, 2 * calls, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "mfp-call-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    thread.setContextClassLoader(loader);
                    return thread;
                });
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
