package io.github.mfpjaxrs.security.internal.server;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates the library's threads, which do not keep the JVM alive and can load the application's classes. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /**
     * Returns a factory for numbered threads.
     *
     * @param name the prefix of the thread names
     * @param loader the application's class loader
     * @return a thread-safe factory
     */
    public static ThreadFactory named(String name, ClassLoader loader) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }
}
