package io.github.mfpjaxrs.security.internal.cache;

import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One introspection on its way, and all who wait for it. The first outcome counts. Thread-safe. */
final class Flight {

    private final long askedAtNanos;
    private final long epoch;
    private final AtomicBoolean over = new AtomicBoolean();
    private final CompletableFuture<Answer> outcome = new CompletableFuture<>();
    private volatile AuthorizationServerGuard.@Nullable Permit permit;

    /**
     * What came of it.
     *
     * @param result what the server said
     * @param askedAtNanos when it was asked: before the flight began, if another flight has brought the answer meanwhile
     */
    record Answer(IntrospectionResult result, long askedAtNanos) {}

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

    /** What it flies with; null before it takes off. */
    AuthorizationServerGuard.@Nullable Permit permit() {
        return permit;
    }

    void takeOff(AuthorizationServerGuard.Permit acquired) {
        permit = acquired;
    }

    /** True for one caller alone: it has the outcome to tell, by {@link #succeed} or {@link #fail}. */
    boolean end() {
        return over.compareAndSet(false, true);
    }

    boolean isOver() {
        return over.get();
    }

    void succeed(Answer answer) {
        outcome.complete(answer);
    }

    void fail(Throwable reason) {
        outcome.completeExceptionally(reason);
    }

    /** The outcome. Whoever waits for it sets a limit of their own. */
    CompletableFuture<Answer> outcome() {
        return outcome;
    }
}
