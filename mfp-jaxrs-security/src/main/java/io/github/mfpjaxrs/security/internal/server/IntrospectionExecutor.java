package io.github.mfpjaxrs.security.internal.server;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that send introspection requests. The library owns these threads, so a hanging call does not block a
 * request thread. The threads end when the application stops or after some idle time.
 */
public final class IntrospectionExecutor implements Executor, AutoCloseable {

    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;

    /**
     * Creates an executor without starting a thread.
     *
     * @param most the maximum number of threads
     * @param loader the application's class loader, which the REST client needs for its lookups
     */
    public IntrospectionExecutor(int most, ClassLoader loader) {
        this(most, most, new LinkedBlockingQueue<>(), DaemonThreads.named("mfp-introspection-", loader));
    }

    private IntrospectionExecutor(int core, int most, BlockingQueue<Runnable> queue, ThreadFactory factory) {
        this.pool = new ThreadPoolExecutor(core, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, factory);
        this.pool.allowCoreThreadTimeOut(true);
    }

    /**
     * Creates an executor for individual HTTP calls. The caller can stop waiting at the deadline, even if the
     * runtime's REST client cannot abort the call. No thread is started yet.
     *
     * @param calls the maximum number of concurrent calls. There can be up to twice as many threads, because an
     *     abandoned call keeps its thread until the call ends. Any further tasks are rejected
     * @param loader the application's class loader, which the REST client needs for its lookups
     * @return an executor that the caller must close
     */
    public static IntrospectionExecutor forCalls(int calls, ClassLoader loader) {
        return new IntrospectionExecutor(
                0, 2 * calls, new SynchronousQueue<>(), DaemonThreads.named("mfp-call-", loader));
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Interrupts the calls in progress. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
