package io.github.mfpjaxrs.security.internal.cache;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which the authorization server is asked. They are ours, so that a request that is given up leaves nobody
 * hanging, and they end with the application or after some idle time.
 */
public final class IntrospectionExecutor implements Executor, AutoCloseable {

    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor pool;

    /**
     * Starts no thread yet.
     *
     * @param most threads at once
     * @param loader the application's class loader, which the REST client looks things up with
     */
    public IntrospectionExecutor(int most, ClassLoader loader) {
        this.pool = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(loader));
        this.pool.allowCoreThreadTimeOut(true);
    }

    private static ThreadFactory factory(ClassLoader loader) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "mfp-introspection-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** Interrupts what is under way. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
