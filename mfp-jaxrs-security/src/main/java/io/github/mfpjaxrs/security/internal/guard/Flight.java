package io.github.mfpjaxrs.security.internal.guard;

import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** An introspection in progress, shared by the requests that wait for it. The first outcome wins. Thread-safe. */
final class Flight {

    private final long requestedAtNanos;
    private final long epoch;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<Answer> outcome = new CompletableFuture<>();
    private volatile AuthorizationServerGuard.@Nullable Permit permit;
    private volatile Instrumentation.Introspection observer = Instrumentation.Introspection.NONE;
    private volatile SecondLevel.Turn turn = SecondLevel.Turn.ALONE;

    /**
     * A flight's result.
     *
     * @param result the introspection result
     * @param requestedAtNanos when the result was requested; earlier than this flight if another flight provided the
     *     result
     * @param shared whether another instance requested the result
     */
    record Answer(IntrospectionResult result, long requestedAtNanos, boolean shared) {}

    /**
     * @param requestedAtNanos when the introspection was requested
     * @param epoch the cache's epoch at that time
     */
    Flight(long requestedAtNanos, long epoch) {
        this.requestedAtNanos = requestedAtNanos;
        this.epoch = epoch;
    }

    long requestedAtNanos() {
        return requestedAtNanos;
    }

    long epoch() {
        return epoch;
    }

    /** Returns this flight's permit, or null if none has been acquired yet. */
    AuthorizationServerGuard.@Nullable Permit permit() {
        return permit;
    }

    void setPermit(AuthorizationServerGuard.Permit acquired) {
        permit = acquired;
    }

    Instrumentation.Introspection observer() {
        return observer;
    }

    void setObserver(Instrumentation.Introspection introspection) {
        observer = introspection;
    }

    /** Returns the turn that passes the outcome on to other instances. */
    SecondLevel.Turn turn() {
        return turn;
    }

    void setTurn(SecondLevel.Turn received) {
        turn = received;
    }

    /**
     * Returns true to exactly one caller, which must then report the outcome with {@link #succeed} or {@link #fail}.
     */
    boolean tryEnd() {
        return ended.compareAndSet(false, true);
    }

    boolean isEnded() {
        return ended.get();
    }

    void succeed(Answer answer) {
        outcome.complete(answer);
    }

    void fail(Throwable reason) {
        outcome.completeExceptionally(reason);
    }

    /** Returns the outcome. Each waiting caller applies its own timeout. */
    CompletableFuture<Answer> outcome() {
        return outcome;
    }
}
