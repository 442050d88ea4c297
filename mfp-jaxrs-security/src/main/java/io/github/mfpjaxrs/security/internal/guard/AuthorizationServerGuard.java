package io.github.mfpjaxrs.security.internal.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.ExchangeDeadline;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Isolates this service from authorization server failures, and isolates each token from failures caused by other
 * tokens. Each introspection requires a {@linkplain #acquire permit}.
 *
 * <p>Timeouts and connection failures count against the server. A complete but unusable response counts against the
 * introspected token, which is then paused briefly. Of these responses, only a 5xx can also count against the server.
 * Each token's 5xx responses count at most once a minute, and only while no other token receives a valid response.
 * The behavior is the same on every runtime. Thread-safe; no thread waits while holding a lock.
 */
final class AuthorizationServerGuard {

    /** A 5xx response is attributed to the token if the latest valid response is more recent than this. */
    private static final long RECENT_SUCCESS_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int GOOD_TOKENS_REMEMBERED = 10_000;

    private final TokenIntrospector introspector;
    private final FairBulkhead bulkhead;
    private final Settings.Guard limits;
    private final int breakerFailures;

    /** Replaced by {@link #reset}. Outcomes of introspections that an earlier breaker admitted are not recorded. */
    private volatile CircuitBreaker<Object> breaker;

    private final FailsafeExecutor<Object> retries;
    private final PausedTokens pausedTokens;
    private final Cache<TokenKey, Boolean> goodTokens;
    private final FailureLog log;
    private final ServerEvidence evidence;
    private final Duration longestPause;
    private final Ticker ticker;

    /** The ticker reading before which no request is sent. */
    private final AtomicLong pausedUntilNanos;

    private final AtomicLong lastGoodNanos;

    /** The number of consecutive 5xx responses to half-open probes. */
    private final AtomicInteger failedProbes = new AtomicInteger();

    AuthorizationServerGuard(
            Settings settings, TokenIntrospector introspector, Executor executor, Ticker ticker, InstantSource clock) {
        Settings.Guard limits = settings.guard();
        this.introspector = introspector;
        this.bulkhead = new FairBulkhead(limits.concurrent(), limits.queued(), executor);
        this.breakerFailures = limits.breakerFailures();
        this.limits = limits;
        this.breaker = newBreaker(limits);
        this.retries = Failsafe.with(retryPolicy(limits, settings.timeouts().total()));
        this.pausedTokens = new PausedTokens(limits.failedTokenPause(), ticker);
        this.goodTokens = Caffeine.newBuilder()
                .maximumSize(GOOD_TOKENS_REMEMBERED)
                .executor(Runnable::run)
                .build();
        this.log = new FailureLog(settings, ticker);
        this.evidence = new ServerEvidence(clock);
        this.longestPause = longer(limits.longestRetryAfter(), limits.rejectionPause());
        this.ticker = ticker;
        this.pausedUntilNanos = new AtomicLong(ticker.read());
        this.lastGoodNanos = new AtomicLong(ticker.read() - RECENT_SUCCESS_NANOS);
    }

    private static CircuitBreaker<Object> newBreaker(Settings.Guard limits) {
        return CircuitBreaker.builder()
                .withFailureThreshold(limits.breakerFailures(), limits.breakerWindow())
                .withDelay(limits.breakerDelay())
                .withSuccessThreshold(1)
                .build();
    }

    private static RetryPolicy<Object> retryPolicy(Settings.Guard limits, Duration total) {
        RetryPolicyBuilder<Object> policy = RetryPolicy.builder()
                .handleIf(failure -> isRetryable(failure)
                        && ExchangeDeadline.leftNanos(total)
                                > limits.retryDelay().toNanos())
                .withMaxRetries(limits.retries())
                .withMaxDuration(total);
        return limits.retryDelay().isZero()
                ? policy.build()
                : policy.withDelay(limits.retryDelay()).build();
    }

    /**
     * Whether the request failed to reach the server or hit a transient server error. Such a request can be repeated,
     * because introspection is idempotent.
     */
    private static boolean isRetryable(Throwable failure) {
        return failure instanceof AuthorizationServerFailure serverFailure
                && serverFailure.getRetryAfter().isEmpty()
                && (serverFailure.kind() == AuthorizationServerFailure.Kind.UNREACHABLE
                        || serverFailure.kind() == AuthorizationServerFailure.Kind.SERVER_ERROR);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    AuthorizationServerStatus.Snapshot status() {
        ServerEvidence.Evidence latest = evidence.latest();
        AuthorizationServerStatus.State state = AuthorizationServerStatus.State.AVAILABLE;
        if (!isHealthy() || latest.failure().isPresent()) {
            state = AuthorizationServerStatus.State.UNAVAILABLE;
        } else if (latest.lastSuccess().isEmpty()) {
            state = AuthorizationServerStatus.State.UNKNOWN;
        }
        return new AuthorizationServerStatus.Snapshot(
                state,
                latest.lastSuccess(),
                latest.failure(),
                AuthorizationServerStatus.CircuitBreaker.valueOf(
                        breaker.getState().name()),
                bulkhead.inProgress(),
                bulkhead.waiting());
    }

    /** Whether the circuit breaker is closed and no pause is in effect. */
    boolean isHealthy() {
        return breaker.isClosed() && pausedUntilNanos.get() - ticker.read() <= 0;
    }

    /**
     * Admits one introspection of a token.
     *
     * @return a permit that must be closed when the work is done
     * @throws AuthorizationServerFailure if no request for this token may be sent to the server at the moment
     */
    Permit acquire(TokenKey key) {
        try {
            return admit(key);
        } catch (AuthorizationServerFailure rejection) {
            log.failed(rejection, FailureLog.Extent.ALL_TOKENS);
            throw rejection;
        }
    }

    private Permit admit(TokenKey key) {
        long pause = pausedUntilNanos.get() - ticker.read();
        if (pause > 0) {
            throw circuitOpen("no request is sent to the authorization server for a while", Duration.ofNanos(pause));
        }
        Duration pauseOfToken = pausedTokens.remainingPause(key);
        if (!pauseOfToken.isZero()) {
            throw AuthorizationServerFailure.tokenFailed(
                    "the authorization server gave no usable response for this token a moment ago; see"
                            + " mfp.introspection.failed-token-pause",
                    pauseOfToken);
        }
        FairBulkhead.Standing standing =
                goodTokens.getIfPresent(key) == null ? FairBulkhead.Standing.NEW : FairBulkhead.Standing.KNOWN;
        if (!bulkhead.tryAcquire(standing)) {
            throw AuthorizationServerFailure.overloaded(
                    "too many introspections are waiting; see mfp.introspection.max-concurrent", Duration.ofSeconds(1));
        }
        CircuitBreaker<Object> current = breaker;
        if (!current.tryAcquirePermit()) {
            bulkhead.release(standing);
            throw circuitOpen("the authorization server failed too often a moment ago", current.getRemainingDelay());
        }
        return new Permit(key, standing, current, ticker.read());
    }

    private static AuthorizationServerFailure circuitOpen(String why, Duration left) {
        return AuthorizationServerFailure.circuitOpen(why, left);
    }

    /**
     * Discards everything recorded about the server, as a restart would. Introspections in progress keep their
     * permits, but their outcomes are no longer recorded.
     */
    void reset() {
        // The existing breaker would forget its failures only by passing through the half-open state, in which it
        // admits only one request.
        breaker = newBreaker(limits);
        failedProbes.set(0);
        pausedUntilNanos.set(ticker.read());
        lastGoodNanos.set(ticker.read() - RECENT_SUCCESS_NANOS);
        pausedTokens.clear();
        goodTokens.invalidateAll();
        log.reset();
        evidence.reset();
    }

    /**
     * A permit for one introspection. Only the first reported outcome counts. The first call to {@link #close}
     * releases the permit's place in the bulkhead. A thread that gives up waiting can report an outcome before the
     * permit is closed. Thread-safe.
     */
    final class Permit implements AutoCloseable {

        private final TokenKey key;
        private final FairBulkhead.Standing standing;
        private final CircuitBreaker<Object> admittedBy;
        private final long acquiredNanos;
        private final AtomicBoolean reported = new AtomicBoolean();
        private final AtomicBoolean closed = new AtomicBoolean();

        private Permit(
                TokenKey key, FairBulkhead.Standing standing, CircuitBreaker<Object> admittedBy, long acquiredNanos) {
            this.key = key;
            this.standing = standing;
            this.admittedBy = admittedBy;
            this.acquiredNanos = acquiredNanos;
        }

        /**
         * Runs the work as soon as a thread is free.
         *
         * @param rejected called after the permit has been closed if no thread will become available
         */
        void execute(Runnable work, Consumer<AuthorizationServerFailure> rejected) {
            bulkhead.execute(standing, work, failure -> {
                String why = failure instanceof RejectedExecutionException
                        ? "the application is stopping"
                        : "no thread is available";
                close();
                rejected.accept(AuthorizationServerFailure.overloaded(why, failure));
            });
        }

        /** Introspects the permit's token, retrying after failures that allow a retry. */
        IntrospectionResult introspect(String accessToken) {
            return retries.get(() -> Objects.requireNonNull(introspector.introspect(accessToken)));
        }

        /** Checks the server without a client's token, if the introspector supports such checks. */
        Optional<IntrospectionResult> check() {
            return retries.get(() -> introspector.check());
        }

        /** Records that no request was sent. A half-open breaker then admits another probe. */
        void withdraw() {
            if (tryReport() && breaker.isHalfOpen()) {
                admitNextProbe();
            }
        }

        /** Returns true for the first outcome, unless the guard has been reset since the permit was acquired. */
        private boolean tryReport() {
            return reported.compareAndSet(false, true) && admittedBy == breaker;
        }

        /** Records that the server gave a conclusive response, regardless of the result. */
        void succeeded(IntrospectionResult result) {
            if (!tryReport()) {
                return;
            }
            pausedTokens.remove(key);
            if (result instanceof IntrospectionResult.Active) {
                goodTokens.put(key, Boolean.TRUE);
            } else if (result instanceof IntrospectionResult.Inactive) {
                goodTokens.invalidate(key);
            }
            lastGoodNanos.set(ticker.read());
            failedProbes.set(0);
            breaker.recordSuccess();
            log.succeeded();
            evidence.succeeded();
        }

        /**
         * Records that the introspection failed.
         *
         * @return the failure to report to the waiting requests
         */
        Throwable failed(Throwable failure) {
            if (!tryReport()) {
                return failure;
            }
            if (failure instanceof AuthorizationServerFailure serverFailure
                    && serverFailure.isIntrospectionResponse()) {
                return failedForToken(serverFailure);
            }
            log.failed(failure, FailureLog.Extent.ALL_TOKENS);
            evidence.failed(failure);
            countAgainstServer(failure);
            if (failure instanceof AuthorizationServerException serverFailure) {
                serverFailure.getRetryAfter().ifPresent(AuthorizationServerGuard.this::pause);
            }
            return failure;
        }

        private AuthorizationServerFailure failedForToken(AuthorizationServerFailure response) {
            boolean otherTokensSucceed = ticker.read() - lastGoodNanos.get() < RECENT_SUCCESS_NANOS;
            boolean concernsOneToken =
                    otherTokensSucceed || response.kind() == AuthorizationServerFailure.Kind.TOKEN_REFUSED;
            log.failed(response, concernsOneToken ? FailureLog.Extent.ONE_TOKEN : FailureLog.Extent.ALL_TOKENS);
            if (!concernsOneToken) {
                evidence.failed(response);
            }
            if (response.kind() == AuthorizationServerFailure.Kind.SERVER_ERROR) {
                countServerError(otherTokensSucceed);
                if (lastGoodNanos.get() - acquiredNanos <= 0) {
                    response.getRetryAfter().ifPresent(AuthorizationServerGuard.this::pause);
                }
            } else {
                recordResponse();
            }
            Duration pause = pausedTokens.add(key);
            return pause.isZero() || response.getRetryAfter().isPresent() ? response : response.retryAfter(pause);
        }

        private void countServerError(boolean otherTokensSucceed) {
            if (breaker.isHalfOpen()) {
                // Probe with the next token, because this token might be the cause. Several consecutive failures are
                // attributed to the server.
                if (failedProbes.incrementAndGet() < breakerFailures) {
                    admitNextProbe();
                } else {
                    failedProbes.set(0);
                    breaker.recordFailure();
                }
            } else if (!otherTokensSucceed && pausedTokens.countsAgainstServer(key)) {
                breaker.recordFailure();
            }
        }

        /** Releases the permit's place in the bulkhead. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                bulkhead.release(standing);
            }
        }
    }

    /** Reopens and half-opens the breaker, because a half-open breaker admits only one probe. */
    private void admitNextProbe() {
        breaker.open();
        breaker.halfOpen();
    }

    private void countAgainstServer(Throwable failure) {
        AuthorizationServerFailure.Kind kind = failure instanceof AuthorizationServerFailure serverFailure
                ? serverFailure.kind()
                : AuthorizationServerFailure.Kind.BROKEN_CONNECTION;
        switch (kind) {
            // The server responded. Requests are paused afterwards.
            case CREDENTIALS_REJECTED, THROTTLED -> recordResponse();
            // No request was sent, so the probe did not show whether the server has recovered.
            case OVERLOADED -> {
                if (breaker.isHalfOpen()) {
                    breaker.recordFailure();
                }
            }
            default -> {
                // The thread whose request failed has counted it. A half-open breaker must get the outcome of its
                // probe.
                boolean counted = failure instanceof AuthorizationServerFailure shared && shared.isSecondHand();
                if (!counted || breaker.isHalfOpen()) {
                    breaker.recordFailure();
                }
            }
        }
    }

    /** Closes a half-open breaker, because any response shows that the server is reachable. */
    private void recordResponse() {
        if (breaker.isHalfOpen()) {
            breaker.recordSuccess();
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
}
