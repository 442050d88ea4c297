package io.github.mfpjaxrs.security.outage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Runs tasks on many threads that start at the same moment. */
final class Parallel<T> implements AutoCloseable {

    private final ExecutorService threads;
    private final List<Future<T>> results = new ArrayList<>();

    private Parallel(ExecutorService threads) {
        this.threads = threads;
    }

    static <T> Parallel<T> start(int count, IntFunction<T> task) {
        Parallel<T> parallel = new Parallel<>(Executors.newFixedThreadPool(count));
        CountDownLatch ready = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            int number = i;
            parallel.results.add(parallel.threads.submit(() -> {
                ready.countDown();
                ready.await();
                return task.apply(number);
            }));
        }
        return parallel;
    }

    /** Returns the results of all tasks. */
    static <T> List<T> all(int count, IntFunction<T> task) throws Exception {
        try (Parallel<T> parallel = start(count, task)) {
            return parallel.results();
        }
    }

    /** Repeats the task on each thread until a condition holds. */
    static void untilTrue(int count, Runnable task, BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + Shop.PATIENCE.toNanos();
        all(count, i -> {
            while (!condition.getAsBoolean() && System.nanoTime() - end < 0) {
                task.run();
            }
            return i;
        });
    }

    List<T> results() throws Exception {
        List<T> values = new ArrayList<>();
        for (Future<T> result : results) {
            values.add(result.get(2 * Shop.PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        return values;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
