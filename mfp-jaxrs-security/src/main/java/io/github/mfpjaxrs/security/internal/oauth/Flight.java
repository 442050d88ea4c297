package io.github.mfpjaxrs.security.internal.oauth;

import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One introspection on its way, and all who wait for it. The first outcome counts. Thread-safe. */
final class Flight {

    private final long askedAtNanos;
    private final long epoch;
    private final CompletableFuture<IntrospectionResult> outcome = new CompletableFuture<>();

    /**
     * @param askedAtNanos when the question was put
     * @param epoch the cache's epoch at that time
     */
    Flight(long askedAtNanos, long epoch) {
        this.askedAtNanos = askedAtNanos;
        this.epoch = epoch;
    }

    long askedAtNanos() {
        return askedAtNanos;
    }

    long epoch() {
        return epoch;
    }

    /** True if this is the outcome; false if there was one before. */
    boolean succeed(IntrospectionResult result) {
        return outcome.complete(result);
    }

    /** True if this is the outcome; false if there was one before. */
    boolean fail(Throwable reason) {
        return outcome.completeExceptionally(reason);
    }

    /**
     * Waits for the outcome.
     *
     * @throws ExecutionException with the reason of a failure
     */
    IntrospectionResult await(long nanos) throws InterruptedException, TimeoutException, ExecutionException {
        return outcome.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }
}
