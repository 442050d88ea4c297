package io.github.mfpjaxrs.security.internal.oauth;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.failsafe.Bulkhead;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps trouble at the authorization server from becoming trouble here: bounds how many introspections are under way,
 * stops asking a server that fails or asks for a pause, and sends again what did not arrive. The same on every runtime.
 * Thread-safe; nothing here waits while it holds a lock.
 */
final class Guard {

    private final Bulkhead<Object> places;
    private final CircuitBreaker<Object> breaker;
    private final FailsafeExecutor<Object> retries;
    private final Duration longestPause;
    private final Ticker ticker;

    /** The ticker's reading until which no call is made. */
    private final AtomicLong pausedUntilNanos;

    Guard(Settings.Guard settings, Duration total, Ticker ticker) {
        this.places = Bulkhead.of(settings.concurrent() + settings.queued());
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(settings.breakerFailures(), settings.breakerWindow())
                .withDelay(settings.breakerDelay())
                .withSuccessThreshold(1)
                .build();
        this.retries = Failsafe.with(retryPolicy(settings, total));
        this.longestPause = longer(settings.longestRetryAfter(), settings.rejectionPause());
        this.ticker = ticker;
        this.pausedUntilNanos = new AtomicLong(ticker.read());
    }

    private static RetryPolicy<Object> retryPolicy(Settings.Guard settings, Duration total) {
        RetryPolicyBuilder<Object> policy = RetryPolicy.builder()
                .handleIf(Guard::maySendAgain)
                .withMaxRetries(settings.retries())
                .withMaxDuration(total);
        return settings.retryDelay().isZero()
                ? policy.build()
                : policy.withDelay(settings.retryDelay()).build();
    }

    /** What did not arrive, or was answered by a server in passing trouble: asking twice does no harm. */
    private static boolean maySendAgain(Throwable failure) {
        return failure instanceof ServerTrouble trouble
                && trouble.getRetryAfter().isEmpty()
                && (trouble.kind() == ServerTrouble.Kind.UNREACHABLE
                        || trouble.kind() == ServerTrouble.Kind.SERVER_ERROR);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** Whether nothing suggests that the server is in trouble. */
    boolean isCalm() {
        return breaker.isClosed() && pausedUntilNanos.get() - ticker.read() <= 0;
    }

    /**
     * Takes a place for one introspection. Whoever got in calls {@link #leave()} when the work is done, and one of
     * {@link #succeeded()} and {@link #failed} when its outcome is known.
     *
     * @throws ServerTrouble if the server is not to be asked now
     */
    void enter() {
        long pause = pausedUntilNanos.get() - ticker.read();
        if (pause > 0) {
            throw closed("the authorization server is left alone for a while", Duration.ofNanos(pause));
        }
        if (!places.tryAcquirePermit()) {
            throw new ServerTrouble(
                    ServerTrouble.Kind.OVERLOADED,
                    "too many introspections are waiting; see mfp.max-concurrent-introspections",
                    Duration.ofSeconds(1));
        }
        if (!breaker.tryAcquirePermit()) {
            places.releasePermit();
            throw closed("the authorization server failed too often a moment ago", breaker.getRemainingDelay());
        }
    }

    void leave() {
        places.releasePermit();
    }

    /** Asks, and asks again where that is allowed. */
    IntrospectionResult ask(TokenIntrospector introspector, String accessToken) {
        return retries.get(() -> introspector.introspect(accessToken));
    }

    void succeeded() {
        breaker.recordSuccess();
    }

    void failed(Throwable failure) {
        breaker.recordFailure();
        if (failure instanceof AuthorizationServerException trouble) {
            trouble.getRetryAfter().ifPresent(this::pause);
        }
    }

    private void pause(Duration wanted) {
        if (wanted.isNegative()) {
            return;
        }
        Duration pause = wanted.compareTo(longestPause) < 0 ? wanted : longestPause;
        long until = ticker.read() + pause.toNanos();
        pausedUntilNanos.accumulateAndGet(until, (a, b) -> a - b > 0 ? a : b);
    }

    private static ServerTrouble closed(String why, Duration left) {
        return new ServerTrouble(ServerTrouble.Kind.CIRCUIT_OPEN, why, left);
    }
}
