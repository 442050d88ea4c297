package io.github.mfpjaxrs.security.internal.cluster;

import dev.failsafe.CircuitBreaker;
import io.github.mfpjaxrs.security.internal.config.LogSafe;
import io.github.mfpjaxrs.security.internal.server.DaemonThreads;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls a shared store on dedicated threads and limits the duration of each call. After repeated failures, the store
 * is not called for a while. Thread-safe.
 */
final class BoundedCalls implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private static final int THREADS = 16;
    private static final int QUEUED = 256;
    private static final int IDLE_SECONDS = 30;
    private static final int FAILURES = 5;
    private static final int WINDOW = 10;
    private static final Duration OPEN = Duration.ofSeconds(5);

    private final ThreadPoolExecutor threads;
    private final CircuitBreaker<Object> breaker;
    private final Duration timeout;

    BoundedCalls(Duration timeout, ClassLoader loader) {
        this.timeout = timeout;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUED),
                DaemonThreads.named("mfp-shared-cache-", loader));
        this.threads.allowCoreThreadTimeOut(true);
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(FAILURES, WINDOW)
                .withDelay(OPEN)
                .withSuccessThreshold(1)
                .onOpen(event -> LOG.log(
                        Level.WARNING,
                        "MFP shared cache: not used for {0}, because it failed or took longer than"
                                + " mfp.shared-cache.timeout, {1}; tokens are introspected",
                        OPEN,
                        timeout))
                .onClose(event -> LOG.log(Level.INFO, "MFP shared cache: used again"))
                .build();
    }

    /**
     * Calls the store.
     *
     * @param late receives the result if it arrives after the time limit
     * @return a future that fails when the time limit is exceeded, or immediately if the store must not be called at
     *     the moment
     */
    <T> CompletableFuture<T> call(Supplier<T> action, Consumer<T> late) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (!breaker.tryAcquirePermit()) {
            result.completeExceptionally(new RejectedExecutionException("the shared cache failed a moment ago"));
            return result;
        }
        result.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        CompletableFuture<T> recorded = result.whenComplete((value, failure) -> {
            if (failure == null) {
                breaker.recordSuccess();
            } else {
                LOG.log(Level.DEBUG, () -> "MFP shared cache: " + LogSafe.escape(failure.toString()));
                breaker.recordFailure();
            }
        });
        try {
            threads.execute(() -> run(action, late, result));
        } catch (RejectedExecutionException full) {
            result.completeExceptionally(full);
        }
        return recorded;
    }

    private static <T> void run(Supplier<T> action, Consumer<T> late, CompletableFuture<T> result) {
        if (result.isDone()) {
            return;
        }
        try {
            T value = action.get();
            if (!result.complete(value)) {
                late.accept(value);
            }
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /**
     * Calls the store when a thread is free, without returning a result. Failures are counted but otherwise ignored.
     */
    void send(Runnable action) {
        call(
                () -> {
                    action.run();
                    return Boolean.TRUE;
                },
                done -> {});
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
