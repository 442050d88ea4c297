package io.github.mfpjaxrs.security.internal.server;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates the library's threads. They do not keep the JVM alive, and find the classes of the application. */
public final class DaemonThreads {

    private DaemonThreads() {}

    /**
     * Returns a factory of numbered threads.
     *
     * @param name what the names of the threads begin with
     * @param loader the class loader of the application
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
