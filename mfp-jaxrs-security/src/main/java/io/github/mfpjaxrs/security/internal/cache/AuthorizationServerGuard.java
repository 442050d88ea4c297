package io.github.mfpjaxrs.security.internal.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Keeps trouble at the authorization server from becoming trouble here, and trouble with one token from becoming trouble
 * with others. Whoever wants to introspect a token {@linkplain #acquire acquires} a permit for it.
 *
 * <p>Time-outs and connections that fail are evidence against the server. A complete response is evidence about the token
 * that it was given for: that token is left alone for a short time. Only a 5xx counts against the server too, once for each
 * token, and not while other tokens get good responses. The same on every runtime. Thread-safe; nothing here waits while it
 * holds a lock.
 */
final class AuthorizationServerGuard {

    /** As long as the latest good response is younger, a 5xx is its own token's matter. */
    private static final long GOOD_RESPONSE_COUNTS_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int GOOD_TOKENS_REMEMBERED = 10_000;

    private final TokenIntrospector introspector;
    private final FairBulkhead places;
    private final CircuitBreaker<Object> breaker;
    private final int breakerFailures;
    private final FailsafeExecutor<Object> retries;
    private final FailedTokens failedTokens;
    private final Cache<TokenKey, Boolean> goodTokens;
    private final FailureLog log;
    private final Duration longestPause;
    private final Ticker ticker;

    /** The ticker's reading until which no call is made. */
    private final AtomicLong pausedUntilNanos;

    private final AtomicLong lastGoodNanos;

    /** 5xx in a row for those who were to find out whether the server is back. */
    private final AtomicInteger failedProbes = new AtomicInteger();

    AuthorizationServerGuard(Settings settings, TokenIntrospector introspector, Executor executor, Ticker ticker) {
        Settings.Guard limits = settings.guard();
        this.introspector = introspector;
        this.places = new FairBulkhead(limits.concurrent(), limits.queued(), executor);
        this.breakerFailures = limits.breakerFailures();
        this.breaker = CircuitBreaker.builder()
                .withFailureThreshold(limits.breakerFailures(), limits.breakerWindow())
                .withDelay(limits.breakerDelay())
                .withSuccessThreshold(1)
                .build();
        this.retries = Failsafe.with(retryPolicy(limits, settings.timeouts().total()));
        this.failedTokens = new FailedTokens(limits.failedTokenPause(), ticker);
        this.goodTokens = Caffeine.newBuilder()
                .maximumSize(GOOD_TOKENS_REMEMBERED)
                .executor(Runnable::run)
                .build();
        this.log = new FailureLog(settings, ticker);
        this.longestPause = longer(limits.longestRetryAfter(), limits.rejectionPause());
        this.ticker = ticker;
        this.pausedUntilNanos = new AtomicLong(ticker.read());
        this.lastGoodNanos = new AtomicLong(ticker.read() - GOOD_RESPONSE_COUNTS_NANOS);
    }

    private static RetryPolicy<Object> retryPolicy(Settings.Guard limits, Duration total) {
        RetryPolicyBuilder<Object> policy = RetryPolicy.builder()
                .handleIf(AuthorizationServerGuard::maySendAgain)
                .withMaxRetries(limits.retries())
                .withMaxDuration(total);
        return limits.retryDelay().isZero()
                ? policy.build()
                : policy.withDelay(limits.retryDelay()).build();
    }

    /** What did not arrive, or was answered by a server in passing trouble: asking twice does no harm. */
    private static boolean maySendAgain(Throwable failure) {
        return failure instanceof AuthorizationServerFailure trouble
                && trouble.getRetryAfter().isEmpty()
                && (trouble.kind() == AuthorizationServerFailure.Kind.UNREACHABLE
                        || trouble.kind() == AuthorizationServerFailure.Kind.SERVER_ERROR);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    /** Whether nothing suggests that the server is in trouble. */
    boolean isCalm() {
        return breaker.isClosed() && pausedUntilNanos.get() - ticker.read() <= 0;
    }

    /**
     * Admits one introspection of a token.
     *
     * @return a permit, to be closed when the work is done
     * @throws AuthorizationServerFailure if the server is not to be asked now, or not about this token
     */
    Permit acquire(TokenKey key) {
        try {
            return admit(key);
        } catch (AuthorizationServerFailure notNow) {
            log.failed(notNow, FailureLog.Extent.ALL_TOKENS);
            throw notNow;
        }
    }

    private Permit admit(TokenKey key) {
        long pause = pausedUntilNanos.get() - ticker.read();
        if (pause > 0) {
            throw closed("the authorization server is left alone for a while", Duration.ofNanos(pause));
        }
        Duration pauseOfToken = failedTokens.pauseOf(key);
        if (!pauseOfToken.isZero()) {
            throw new AuthorizationServerFailure(
                    AuthorizationServerFailure.Kind.TOKEN_FAILED,
                    "the authorization server gave no usable response for this token a moment ago; see"
                            + " mfp.introspection.failed-token-pause",
                    pauseOfToken);
        }
        FairBulkhead.Standing standing =
                goodTokens.getIfPresent(key) == null ? FairBulkhead.Standing.NEW : FairBulkhead.Standing.KNOWN;
        if (!places.tryTake(standing)) {
            throw new AuthorizationServerFailure(
                    AuthorizationServerFailure.Kind.OVERLOADED,
                    "too many introspections are waiting; see mfp.max-concurrent-introspections",
                    Duration.ofSeconds(1));
        }
        if (!breaker.tryAcquirePermit()) {
            places.giveBack(standing);
            throw closed("the authorization server failed too often a moment ago", breaker.getRemainingDelay());
        }
        return new Permit(key, standing, ticker.read());
    }

    private static AuthorizationServerFailure closed(String why, Duration left) {
        return new AuthorizationServerFailure(AuthorizationServerFailure.Kind.CIRCUIT_OPEN, why, left);
    }

    /** Forgets all that it has seen of the server, as after a start. What is in progress stays admitted. */
    void reset() {
        breaker.halfOpen();
        breaker.close();
        failedProbes.set(0);
        pausedUntilNanos.set(ticker.read());
        lastGoodNanos.set(ticker.read() - GOOD_RESPONSE_COUNTS_NANOS);
        failedTokens.clear();
        goodTokens.invalidateAll();
        log.reset();
    }

    /**
     * Allows one introspection. Its first report counts, and its place is given back when it is closed for the first time;
     * a report may come earlier, from a thread that has given up waiting. Thread-safe.
     */
    final class Permit implements AutoCloseable {

        private final TokenKey key;
        private final FairBulkhead.Standing standing;
        private final long acquiredNanos;
        private final AtomicBoolean reported = new AtomicBoolean();
        private final AtomicBoolean closed = new AtomicBoolean();

        private Permit(TokenKey key, FairBulkhead.Standing standing, long acquiredNanos) {
            this.key = key;
            this.standing = standing;
            this.acquiredNanos = acquiredNanos;
        }

        /**
         * Runs the work when a thread is free for it.
         *
         * @param rejected told if there will be none; the permit is closed then
         */
        void execute(Runnable work, Consumer<AuthorizationServerFailure> rejected) {
            places.execute(standing, work, failure -> {
                String why = failure instanceof RejectedExecutionException
                        ? "the application is stopping"
                        : "no thread can be had";
                close();
                rejected.accept(
                        new AuthorizationServerFailure(AuthorizationServerFailure.Kind.OVERLOADED, why, failure));
            });
        }

        /** Asks about the permit's token, and asks again where that is allowed. */
        IntrospectionResult introspect(String accessToken) {
            return retries.get(() -> Objects.requireNonNull(introspector.introspect(accessToken)));
        }

        /** The server has given a verdict, whatever it is. */
        void succeeded(IntrospectionResult result) {
            if (!reported.compareAndSet(false, true)) {
                return;
            }
            failedTokens.remove(key);
            if (result instanceof IntrospectionResult.Active) {
                goodTokens.put(key, Boolean.TRUE);
            } else if (result instanceof IntrospectionResult.Inactive) {
                goodTokens.invalidate(key);
            }
            lastGoodNanos.set(ticker.read());
            failedProbes.set(0);
            breaker.recordSuccess();
            log.succeeded();
        }

        /**
         * There is no verdict.
         *
         * @return what to tell those who wait for it
         */
        Throwable failed(Throwable failure) {
            if (!reported.compareAndSet(false, true)) {
                return failure;
            }
            if (failure instanceof AuthorizationServerFailure trouble && trouble.isResponseToToken()) {
                return failedForToken(trouble);
            }
            log.failed(failure, FailureLog.Extent.ALL_TOKENS);
            count(failure);
            if (failure instanceof AuthorizationServerException trouble) {
                trouble.getRetryAfter().ifPresent(AuthorizationServerGuard.this::pause);
            }
            return failure;
        }

        private AuthorizationServerFailure failedForToken(AuthorizationServerFailure response) {
            boolean othersAreServed = ticker.read() - lastGoodNanos.get() < GOOD_RESPONSE_COUNTS_NANOS;
            log.failed(
                    response,
                    othersAreServed || response.kind() == AuthorizationServerFailure.Kind.TOKEN_REFUSED
                            ? FailureLog.Extent.ONE_TOKEN
                            : FailureLog.Extent.ALL_TOKENS);
            if (response.kind() == AuthorizationServerFailure.Kind.SERVER_ERROR) {
                countServerError(othersAreServed);
                if (lastGoodNanos.get() - acquiredNanos <= 0) {
                    response.getRetryAfter().ifPresent(AuthorizationServerGuard.this::pause);
                }
            } else {
                serverResponds();
            }
            Duration pause = failedTokens.add(key);
            return pause.isZero() || response.getRetryAfter().isPresent() ? response : response.retryAfter(pause);
        }

        private void countServerError(boolean othersAreServed) {
            if (breaker.isHalfOpen()) {
                // The next token tries: this one may be the reason. So many in a row are the server's fault.
                if (failedProbes.incrementAndGet() < breakerFailures) {
                    admitNextProbe();
                } else {
                    failedProbes.set(0);
                    breaker.recordFailure();
                }
            } else if (!othersAreServed && failedTokens.countsAgainstServer(key)) {
                breaker.recordFailure();
            }
        }

        /** Gives the place back. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                places.giveBack(standing);
            }
        }
    }

    /** Half open anew: as long as a breaker stays half open, it admits nobody else. */
    private void admitNextProbe() {
        breaker.open();
        breaker.halfOpen();
    }

    private void count(Throwable failure) {
        AuthorizationServerFailure.Kind kind = failure instanceof AuthorizationServerFailure trouble
                ? trouble.kind()
                : AuthorizationServerFailure.Kind.BROKEN_CONNECTION;
        switch (kind) {
            // Responses, which a pause follows.
            case CREDENTIALS_REJECTED, THROTTLED -> serverResponds();
            // Nobody was asked. A probe that was to find out whether the server is back has not done so.
            case OVERLOADED -> {
                if (breaker.isHalfOpen()) {
                    breaker.recordFailure();
                }
            }
            default -> breaker.recordFailure();
        }
    }

    /** A server that responds is not the one that does not, whatever it says. */
    private void serverResponds() {
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
