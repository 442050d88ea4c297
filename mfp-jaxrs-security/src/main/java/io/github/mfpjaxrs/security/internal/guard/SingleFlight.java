package io.github.mfpjaxrs.security.internal.guard;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.internal.cache.CachedIntrospection;
import io.github.mfpjaxrs.security.internal.cache.IntrospectionCache;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.ExchangeDeadline;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Introspects a token once for all concurrent requests that carry it, and completes each of them within the total
 * timeout. Blocking callers await the future that the others compose. Thread-safe.
 */
public final class SingleFlight {

    private final IntrospectionCache cache;
    private final AuthorizationServerGuard guard;
    private final ServerStatus status;
    private final Instrumentation instrumentation;
    private final Ticker ticker;
    private final InstantSource clock;
    private final Duration total;
    private final ConcurrentMap<TokenKey, Flight> flights = new ConcurrentHashMap<>();

    public SingleFlight(
            TokenIntrospector introspector,
            IntrospectionCache cache,
            Settings settings,
            Executor executor,
            Instrumentation instrumentation,
            Ticker ticker,
            InstantSource clock) {
        this.cache = cache;
        this.total = settings.timeouts().total();
        this.guard = new AuthorizationServerGuard(settings, introspector, executor, ticker, clock);
        this.status = new ServerStatus(guard, total);
        this.instrumentation = instrumentation;
        this.ticker = ticker;
        this.clock = clock;
        cache.whenCleared(guard::reset);
    }

    /** Returns the status of the server as it is known here. */
    public AuthorizationServerStatus status() {
        return status;
    }

    /**
     * Requests a result without waiting for it.
     *
     * @param earliestNanos the earliest acceptable ticker reading at which the result was requested
     */
    public Pending introspect(TokenKey key, BearerToken token, long earliestNanos) {
        long started = ticker.read();
        long deadline = started + total.toNanos();
        return new Pending(key, resultOf(key, token, started, earliestNanos, deadline), deadline);
    }

    /**
     * The result of one request. It arrives within the total timeout, if somebody waits for it: a blocking caller
     * needs no timer, and the others share the JDK's. Thread-safe.
     */
    public final class Pending {

        private final TokenKey key;
        private final CompletableFuture<IntrospectionResult> response;
        private final long deadline;

        private Pending(TokenKey key, CompletableFuture<IntrospectionResult> response, long deadline) {
            this.key = key;
            this.response = response;
            this.deadline = deadline;
        }

        /**
         * Blocks until the result is there.
         *
         * @throws AuthorizationServerException if there is no result within the total timeout
         */
        public IntrospectionResult await() {
            try {
                while (true) {
                    Limit limit = limit();
                    try {
                        return response.get(limit.leftNanos(), TimeUnit.NANOSECONDS);
                    } catch (TimeoutException e) {
                        onTimeout(limit);
                    }
                }
            } catch (ExecutionException e) {
                throw asServerException(Objects.requireNonNullElse(e.getCause(), e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw AuthorizationServerFailure.timeout("interrupted while waiting for the authorization server");
            }
        }

        /** Returns a future for a thread that must not block. It is completed within the total timeout. */
        public CompletableFuture<IntrospectionResult> toFuture() {
            if (response.isDone()) {
                return response;
            }
            Limit limit = limit();
            return response.copy()
                    .orTimeout(limit.leftNanos(), TimeUnit.NANOSECONDS)
                    .handle((result, failure) -> {
                        if (failure instanceof TimeoutException) {
                            onTimeout(limit);
                        }
                        return toFuture();
                    })
                    .thenCompose(Function.identity());
        }

        private Limit limit() {
            Flight flight = flights.get(key);
            long flightDeadline = flight == null ? deadline : deadlineOf(flight);
            boolean last = flightDeadline - deadline >= 0;
            return new Limit(Math.max(0, (last ? deadline : flightDeadline) - ticker.read()), last);
        }

        private void onTimeout(Limit limit) {
            Flight flight = flights.get(key);
            if (flight != null && isOverdue(flight)) {
                abandon(key, flight);
            }
            if (limit.last()) {
                response.completeExceptionally(timeout());
            }
        }
    }

    /**
     * How long to wait.
     *
     * @param leftNanos the time from now
     * @param last whether it ends at the deadline of the caller rather than at that of the current flight
     */
    private record Limit(long leftNanos, boolean last) {}

    /**
     * Joins the current flight or starts one, and repeats this while the result was requested too early. The caller
     * enforces the deadline.
     */
    private CompletableFuture<IntrospectionResult> resultOf(
            TokenKey key, BearerToken token, long nowNanos, long earliestNanos, long deadline) {
        Flight flight = joinOrStart(key, token, nowNanos, earliestNanos);
        return flight.outcome()
                .handle((response, failure) -> {
                    long requestedAtNanos = failure == null ? response.requestedAtNanos() : flight.requestedAtNanos();
                    if (requestedAtNanos - earliestNanos < 0) {
                        // That flight was too early for this request. It has ended, so a new one can start.
                        long now = ticker.read();
                        return deadline - now > 0
                                ? resultOf(key, token, now, earliestNanos, deadline)
                                : CompletableFuture.<IntrospectionResult>failedFuture(timeout());
                    }
                    return failure == null
                            ? CompletableFuture.completedFuture(response.result())
                            : CompletableFuture.<IntrospectionResult>failedFuture(failure);
                })
                .thenCompose(Function.identity());
    }

    /**
     * Refreshes the cached result without waiting for it. Skipped while the server is failing, because the single
     * probe of a half-open circuit breaker must serve a waiting request.
     */
    public void refresh(TokenKey key, BearerToken token) {
        if (guard.isHealthy()) {
            long now = ticker.read();
            joinOrStart(key, token, now, now);
        }
    }

    private Flight joinOrStart(TokenKey key, BearerToken token, long nowNanos, long earliestNanos) {
        Flight started = new Flight(nowNanos, cache.epoch());
        for (Flight existing = flights.putIfAbsent(key, started);
                existing != null;
                existing = flights.putIfAbsent(key, started)) {
            if (isOverdue(existing)) {
                abandon(key, existing);
            } else if (existing.epoch() - started.epoch() >= 0) {
                existing.observer().joined();
                return existing;
            } else if (flights.replace(key, existing, started)) {
                // A result requested before an eviction must not serve requests that arrive after it. Requests that
                // already wait for it still receive it.
                break;
            }
        }
        CachedIntrospection cached = cache.find(key);
        if (cached != null && cached.isUsable(earliestNanos, clock.millis())) {
            // Another flight has completed since the caller checked the cache. Requests that joined this one may need
            // a newer result.
            flights.remove(key, started);
            started.tryEnd();
            started.succeed(
                    new Flight.Answer(new IntrospectionResult.Active(cached.token()), cached.requestedAtNanos()));
        } else {
            start(key, token, started);
        }
        return started;
    }

    /**
     * Whether the flight has exceeded the total timeout, for example on a dead connection, so that no request waits
     * for it.
     */
    private boolean isOverdue(Flight flight) {
        return deadlineOf(flight) - ticker.read() <= 0;
    }

    private long deadlineOf(Flight flight) {
        return flight.requestedAtNanos() + total.toNanos();
    }

    private void start(TokenKey key, BearerToken token, Flight flight) {
        AuthorizationServerGuard.Permit permit;
        try {
            permit = guard.acquire(key);
        } catch (AuthorizationServerFailure rejection) {
            instrumentation.rejected(AuthorizationServerFailure.kindOf(rejection));
            flights.remove(key, flight);
            if (flight.tryEnd()) {
                flight.fail(rejection);
            }
            return;
        }
        flight.setPermit(permit);
        Instrumentation.Introspection observer = instrumentation.introspecting();
        flight.setObserver(observer);
        permit.execute(
                observer.onItsThread(() -> run(key, token, flight, permit)),
                rejected -> completeExceptionally(key, flight, permit, rejected));
    }

    private void run(TokenKey key, BearerToken token, Flight flight, AuthorizationServerGuard.Permit permit) {
        try (permit) {
            if (flight.isEnded()) {
                permit.failed(timeout());
            } else {
                long endNanos = System.nanoTime() + deadlineOf(flight) - ticker.read();
                complete(
                        key,
                        flight,
                        permit,
                        ExchangeDeadline.callUntil(endNanos, () -> permit.introspect(token.value())));
            }
        } catch (Throwable e) {
            completeExceptionally(key, flight, permit, e);
        }
    }

    /**
     * Caches the result and removes the flight in one atomic step, so that a request that finds no flight finds the
     * result. The result of an abandoned flight is not cached, because a later flight may have provided a newer one.
     */
    private void complete(
            TokenKey key, Flight flight, AuthorizationServerGuard.Permit permit, IntrospectionResult result) {
        flights.computeIfPresent(key, (sameKey, current) -> {
            if (current != flight) {
                return current;
            }
            cache.store(key, result, flight.requestedAtNanos(), flight.epoch());
            return null;
        });
        if (flight.tryEnd()) {
            // Report to the guard first, so that further introspections by the waiting requests see its new state.
            permit.succeeded(result);
            permit.close();
            flight.observer().succeeded(outcome(result), timeSince(flight));
            flight.succeed(new Flight.Answer(result, flight.requestedAtNanos()));
        }
    }

    private void completeExceptionally(
            TokenKey key, Flight flight, AuthorizationServerGuard.Permit permit, Throwable failure) {
        flights.remove(key, flight);
        if (flight.tryEnd()) {
            Throwable reason = permit.failed(failure);
            permit.close();
            reportFailure(flight, reason);
            flight.fail(reason);
        }
    }

    /** Abandons a flight that takes too long. Its permit stays open, because its thread is still running. */
    private void abandon(TokenKey key, Flight flight) {
        flights.remove(key, flight);
        if (flight.tryEnd()) {
            AuthorizationServerFailure timeout = timeout();
            AuthorizationServerGuard.Permit permit = flight.permit();
            if (permit != null) {
                permit.failed(timeout);
            }
            reportFailure(flight, timeout);
            flight.fail(timeout);
        }
    }

    private void reportFailure(Flight flight, Throwable reason) {
        flight.observer().failed(AuthorizationServerFailure.kindOf(reason), timeSince(flight));
    }

    private Duration timeSince(Flight flight) {
        return Duration.ofNanos(ticker.read() - flight.requestedAtNanos());
    }

    private static Instrumentation.Outcome outcome(IntrospectionResult result) {
        if (result instanceof IntrospectionResult.Active) {
            return Instrumentation.Outcome.ACTIVE;
        }
        return result instanceof IntrospectionResult.Conflict
                ? Instrumentation.Outcome.CONFLICT
                : Instrumentation.Outcome.INACTIVE;
    }

    private AuthorizationServerFailure timeout() {
        return AuthorizationServerFailure.timeout("no answer from the authorization server within " + total);
    }

    private static AuthorizationServerException asServerException(Throwable failure) {
        return failure instanceof AuthorizationServerException serverException
                ? serverException
                : AuthorizationServerFailure.invalidResponse("the token introspector failed", failure);
    }
}
