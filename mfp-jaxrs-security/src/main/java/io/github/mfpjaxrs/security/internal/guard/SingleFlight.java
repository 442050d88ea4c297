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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Introspects a token only once for all concurrent requests that carry that token, and completes each request within
 * the total timeout. Blocking and non-blocking callers share the same future. Thread-safe.
 */
public final class SingleFlight {

    private final IntrospectionCache cache;
    private final AuthorizationServerGuard guard;
    private final ServerStatus status;
    private final Instrumentation instrumentation;
    private final Ticker ticker;
    private final InstantSource clock;
    private final Duration total;
    private final long maxAgeNanos;
    private final ConcurrentMap<TokenKey, Flight> flights = new ConcurrentHashMap<>();

    /** Null if no results are shared with other instances. */
    private volatile @Nullable SecondLevel secondLevel;

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
        this.maxAgeNanos = settings.cache().maxAge().toNanos();
        this.guard = new AuthorizationServerGuard(settings, introspector, executor, ticker, clock);
        this.status = new ServerStatus(guard, total);
        this.instrumentation = instrumentation;
        this.ticker = ticker;
        this.clock = clock;
        cache.whenCleared(guard::reset);
    }

    /** Returns the server's status as known to this instance. */
    public AuthorizationServerStatus status() {
        return status;
    }

    /** Adds a cache that is searched before a token is introspected. Must be called before the first request. */
    public void connect(SecondLevel shared) {
        secondLevel = shared;
    }

    /**
     * Requests a result without waiting for it.
     *
     * @param earliestNanos the ticker reading at or after which the result must have been requested
     */
    public Pending introspect(TokenKey key, BearerToken token, long earliestNanos) {
        return introspect(key, token, new Wanted(earliestNanos, acceptsShared(earliestNanos)));
    }

    /**
     * Whether a request may use another instance's result. The age of such a result depends on two clocks. Resources
     * that set their own age limit therefore do not accept shared results.
     *
     * @param earliestNanos as in {@link #introspect}
     */
    public boolean acceptsShared(long earliestNanos) {
        return earliestNanos - (ticker.read() - maxAgeNanos) <= 0;
    }

    /**
     * Requests a result from the authorization server, even if another instance has one.
     *
     * @param earliestNanos as in {@link #introspect}
     */
    public Pending introspectHere(TokenKey key, BearerToken token, long earliestNanos) {
        return introspect(key, token, new Wanted(earliestNanos, false));
    }

    private Pending introspect(TokenKey key, BearerToken token, Wanted wanted) {
        long started = ticker.read();
        long deadline = started + total.toNanos();
        AtomicBoolean shared = new AtomicBoolean();
        return new Pending(key, resultOf(key, token, started, wanted, deadline, shared), deadline, shared);
    }

    /**
     * The pending result of a request. It is completed within the total timeout if a caller waits for it. Blocking
     * callers need no timer; non-blocking callers share the JDK's timer. Thread-safe.
     */
    public final class Pending {

        private final TokenKey key;
        private final CompletableFuture<IntrospectionResult> response;
        private final long deadline;
        private final AtomicBoolean shared;

        private Pending(
                TokenKey key, CompletableFuture<IntrospectionResult> response, long deadline, AtomicBoolean shared) {
            this.key = key;
            this.response = response;
            this.deadline = deadline;
            this.shared = shared;
        }

        /**
         * Whether the result was requested by another instance. Must be called only once the result is available. A
         * shared result may be used to admit a request, but never to refuse one.
         */
        public boolean isShared() {
            return shared.get();
        }

        /**
         * Blocks until the result is available.
         *
         * @throws AuthorizationServerException if the introspection fails or exceeds the total timeout
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

        /** Returns a future for callers that must not block. The future is completed within the total timeout. */
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
     * The results that a request accepts.
     *
     * @param earliestNanos the ticker reading at or after which the result must have been requested
     * @param acceptsShared whether results from other instances are accepted
     */
    private record Wanted(long earliestNanos, boolean acceptsShared) {

        boolean accepts(long requestedAtNanos, boolean shared) {
            return requestedAtNanos - earliestNanos >= 0 && (acceptsShared || !shared);
        }
    }

    /**
     * How long to wait.
     *
     * @param leftNanos the remaining time
     * @param last whether the wait ends at the caller's deadline rather than the current flight's
     */
    private record Limit(long leftNanos, boolean last) {}

    /**
     * Joins the current flight or starts a new one, until a flight has an acceptable outcome. The caller enforces the
     * deadline.
     */
    private CompletableFuture<IntrospectionResult> resultOf(
            TokenKey key, BearerToken token, long nowNanos, Wanted wanted, long deadline, AtomicBoolean shared) {
        Flight flight = joinOrStart(key, token, nowNanos, wanted);
        return flight.outcome()
                .handle((response, failure) -> {
                    boolean accepted = failure == null
                            ? wanted.accepts(response.requestedAtNanos(), response.shared())
                            : wanted.accepts(flight.requestedAtNanos(), false);
                    if (!accepted) {
                        // The flight started too early for this request, or found another instance's result, which this
                        // request does not accept. The flight has ended, so a new one can start.
                        long now = ticker.read();
                        return deadline - now > 0
                                ? resultOf(key, token, now, wanted, deadline, shared)
                                : CompletableFuture.<IntrospectionResult>failedFuture(timeout());
                    }
                    if (failure != null) {
                        return CompletableFuture.<IntrospectionResult>failedFuture(failure);
                    }
                    shared.set(response.shared());
                    return CompletableFuture.completedFuture(response.result());
                })
                .thenCompose(Function.identity());
    }

    /**
     * Starts a refresh of the cached result and returns without waiting. No refresh is started while the server is
     * failing, because a half-open circuit breaker's only probe must serve a waiting request.
     */
    public void refresh(TokenKey key, BearerToken token) {
        if (guard.isHealthy()) {
            long now = ticker.read();
            joinOrStart(key, token, now, new Wanted(now, false));
        }
    }

    private Flight joinOrStart(TokenKey key, BearerToken token, long nowNanos, Wanted wanted) {
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
                // A result requested before an eviction must not serve requests that arrive after the eviction.
                // Requests that are already waiting for the result still receive it.
                break;
            }
        }
        CachedIntrospection cached = cache.find(key);
        if (cached != null
                && wanted.accepts(cached.requestedAtNanos(), cached.isShared())
                && !cached.isExpired(clock.millis())) {
            // Another flight has completed since the caller checked the cache. Requests that joined this flight start a
            // new one if they need a newer result.
            flights.remove(key, started);
            started.tryEnd();
            started.succeed(new Flight.Answer(
                    new IntrospectionResult.Active(cached.token()), cached.requestedAtNanos(), cached.isShared()));
        } else {
            search(key, token, started, wanted);
        }
        return started;
    }

    private void search(TokenKey key, BearerToken token, Flight flight, Wanted wanted) {
        SecondLevel shared = secondLevel;
        if (shared == null || !wanted.acceptsShared()) {
            start(key, token, flight);
            return;
        }
        shared.find(key, token, wanted.earliestNanos()).thenAccept(lookup -> {
            if (lookup instanceof SecondLevel.Lookup.Found found
                    && !cache.isEvictedSince(key, found.token(), flight.epoch())) {
                complete(key, flight, found);
                return;
            }
            if (lookup instanceof SecondLevel.Lookup.NotFound notFound) {
                flight.setTurn(notFound.turn());
            }
            start(key, token, flight);
        });
    }

    private void complete(TokenKey key, Flight flight, SecondLevel.Lookup.Found found) {
        IntrospectionResult result = new IntrospectionResult.Active(found.token());
        flights.computeIfPresent(key, (sameKey, current) -> {
            if (current != flight) {
                return current;
            }
            cache.storeShared(key, found.token(), found.requestedAtNanos(), flight.epoch());
            return null;
        });
        if (flight.tryEnd()) {
            flight.succeed(new Flight.Answer(result, found.requestedAtNanos(), true));
        }
    }

    /**
     * Whether the flight has exceeded the total timeout, for example because of a dead connection. Requests do not
     * wait for an overdue flight.
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
            flight.turn().nothing();
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
                flight.turn().nothing();
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

    private void complete(
            TokenKey key, Flight flight, AuthorizationServerGuard.Permit permit, IntrospectionResult result) {
        boolean stored = store(key, flight, result);
        if (flight.tryEnd()) {
            // Report to the guard first, so that any introspections started next by the waiting requests see its new
            // state.
            permit.succeeded(result);
            permit.close();
            flight.observer().succeeded(outcome(result), timeSince(flight));
            flight.succeed(new Flight.Answer(result, flight.requestedAtNanos(), false));
        }
        if (stored && result instanceof IntrospectionResult.Active active) {
            List<String> evictions = cache.evictionsUpTo(key, active.token(), flight.epoch());
            flight.turn().active(active.token(), flight.requestedAtNanos(), evictions);
        } else {
            flight.turn().nothing();
        }
    }

    /**
     * Caches the result and removes the flight in one atomic step, so that a request that finds no flight finds the
     * result instead. An abandoned flight's result is not cached, because a later flight might have provided a newer
     * one.
     *
     * @return whether the token is active and the result has been cached
     */
    private boolean store(TokenKey key, Flight flight, IntrospectionResult result) {
        AtomicBoolean stored = new AtomicBoolean();
        flights.computeIfPresent(key, (sameKey, current) -> {
            if (current != flight) {
                return current;
            }
            stored.set(cache.store(key, result, flight.requestedAtNanos(), flight.epoch()));
            return null;
        });
        return stored.get();
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
        flight.turn().nothing();
    }

    /**
     * Abandons a flight that is taking too long. The permit stays open, because the flight's thread is still running.
     */
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
