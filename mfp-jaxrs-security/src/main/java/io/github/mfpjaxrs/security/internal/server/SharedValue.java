package io.github.mfpjaxrs.security.internal.server;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A value that is obtained when it is first needed, and again when it is no longer usable. The first thread that
 * finds no usable value obtains one, and other threads wait for it. Thread-safe and lock-free.
 *
 * @param <T> the type of the value
 */
public final class SharedValue<T> {

    private final String name;
    private final Duration timeout;
    private final AtomicReference<CompletableFuture<T>> current =
            new AtomicReference<>(CompletableFuture.failedFuture(new IllegalStateException("not obtained yet")));

    /**
     * Creates a holder without a value.
     *
     * @param name the value's name in messages
     * @param timeout the longest time that a thread waits for another thread
     */
    public SharedValue(String name, Duration timeout) {
        this.name = name;
        this.timeout = timeout;
    }

    /**
     * Returns a usable value.
     *
     * @param usable tests whether the current value can be returned
     * @param source obtains a new value; if it throws an exception, the exception is propagated and the next caller
     *     tries again
     * @throws AuthorizationServerFailure if another thread is obtaining the value and fails or takes too long. The
     *     other thread's failure is marked as second-hand
     */
    public T get(Predicate<T> usable, Supplier<T> source) {
        while (true) {
            CompletableFuture<T> promise = current.get();
            if (promise.isDone() && !isCompleted(promise, usable)) {
                CompletableFuture<T> mine = new CompletableFuture<>();
                if (current.compareAndSet(promise, mine)) {
                    return obtainInto(mine, source);
                }
            } else {
                Optional<T> value = await(promise);
                if (value.isPresent()) {
                    return value.get();
                }
            }
        }
    }

    /** Returns the current value, usable or not, without waiting. */
    public Optional<T> peek() {
        CompletableFuture<T> promise = current.get();
        return isCompleted(promise, held -> true) ? Optional.of(promise.join()) : Optional.empty();
    }

    /** Discards a value, unless another value has already replaced it. */
    public void discard(T value) {
        CompletableFuture<T> promise = current.get();
        if (isCompleted(promise, held -> held == value)) {
            current.compareAndSet(promise, CompletableFuture.failedFuture(new IllegalStateException("discarded")));
        }
    }

    private static <T> boolean isCompleted(CompletableFuture<T> promise, Predicate<T> condition) {
        return promise.isDone() && !promise.isCompletedExceptionally() && condition.test(promise.join());
    }

    private T obtainInto(CompletableFuture<T> promise, Supplier<T> source) {
        boolean hadTime = ExchangeDeadline.leftNanos(timeout) >= timeout.toNanos() / 2;
        try {
            T value = source.get();
            promise.complete(value);
            return value;
        } catch (Throwable e) {
            promise.completeExceptionally(!hadTime && isTimeout(e) ? new TooShortException() : e);
            throw e;
        }
    }

    /** Whether time ran out. The transport can notice this a moment before the deadline. */
    private boolean isTimeout(Throwable failure) {
        return ExchangeDeadline.leftNanos(timeout) <= 0
                || failure instanceof AuthorizationServerFailure serverFailure
                        && serverFailure.kind() == AuthorizationServerFailure.Kind.TIMEOUT;
    }

    /**
     * Waits for another thread to obtain the value.
     *
     * @return the value; empty if the other thread had too little time, in which case this thread must try
     */
    private Optional<T> await(CompletableFuture<T> promise) {
        long waitNanos = ExchangeDeadline.leftNanos(timeout);
        try {
            return Optional.of(promise.get(waitNanos, TimeUnit.NANOSECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TooShortException && ExchangeDeadline.leftNanos(timeout) > 0) {
                return Optional.empty();
            }
            if (e.getCause() instanceof AuthorizationServerFailure failure) {
                throw failure.secondHand();
            }
            throw AuthorizationServerFailure.invalidResponse(
                    "the " + name + " could not be obtained", Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            AuthorizationServerFailure late = AuthorizationServerFailure.timeout("no " + name + " within " + timeout);
            if (waitNanos >= timeout.toNanos()) {
                // The other thread might be stuck on a dead connection. The next caller tries again.
                promise.completeExceptionally(late);
            }
            throw late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AuthorizationServerFailure.timeout("interrupted while waiting for the " + name);
        }
    }

    /**
     * Signals that the thread that tried to obtain the value started with less than half of the timeout left, so its
     * failure proves little.
     */
    private static final class TooShortException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private TooShortException() {
            super("too little time was left to obtain it", null, false, false);
        }
    }
}
