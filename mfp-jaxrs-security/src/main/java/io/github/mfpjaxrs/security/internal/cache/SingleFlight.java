package io.github.mfpjaxrs.security.internal.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
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
 * Asks about a token once, however many requests bring it at the same time, and makes none of them wait longer than the
 * total deadline. A thread that may wait awaits what others are told by a future. Thread-safe.
 */
public final class SingleFlight {

    private final IntrospectionCache cache;
    private final AuthorizationServerGuard guard;
    private final Ticker ticker;
    private final InstantSource clock;
    private final Duration total;
    private final ConcurrentMap<TokenKey, Flight> flights = new ConcurrentHashMap<>();

    public SingleFlight(
            TokenIntrospector introspector,
            IntrospectionCache cache,
            Settings settings,
            Executor executor,
            Ticker ticker,
            InstantSource clock) {
        this.cache = cache;
        this.total = settings.timeouts().total();
        this.guard = new AuthorizationServerGuard(settings, introspector, executor, ticker);
        this.ticker = ticker;
        this.clock = clock;
        cache.whenCleared(guard::reset);
    }

    /**
     * The server's answer to a question that was put no earlier than a given time.
     *
     * @param earliestNanos the ticker's reading that the question must not be older than
     * @throws AuthorizationServerException if there is no answer within the total deadline
     */
    public IntrospectionResult ask(TokenKey key, BearerToken token, long earliestNanos) {
        long started = ticker.read();
        long deadline = started + total.toNanos();
        CompletableFuture<IntrospectionResult> answer = join(key, token, started, earliestNanos, deadline);
        try {
            while (true) {
                Limit limit = limit(key, deadline);
                try {
                    return answer.get(limit.leftNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    pass(limit, key, answer);
                }
            }
        } catch (ExecutionException e) {
            throw trouble(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthorizationServerFailure(
                    AuthorizationServerFailure.Kind.TIMEOUT, "interrupted while waiting for the authorization server");
        }
    }

    /** As {@link #ask}, for a thread that must not wait: the future is completed within the total deadline. */
    public CompletableFuture<IntrospectionResult> askAsync(TokenKey key, BearerToken token, long earliestNanos) {
        long started = ticker.read();
        long deadline = started + total.toNanos();
        return inTime(key, join(key, token, started, earliestNanos, deadline), deadline);
    }

    private CompletableFuture<IntrospectionResult> inTime(
            TokenKey key, CompletableFuture<IntrospectionResult> answer, long deadline) {
        if (answer.isDone()) {
            return answer;
        }
        Limit limit = limit(key, deadline);
        return answer.copy()
                .orTimeout(limit.leftNanos(), TimeUnit.NANOSECONDS)
                .handle((result, failure) -> {
                    if (failure instanceof TimeoutException) {
                        pass(limit, key, answer);
                    }
                    return inTime(key, answer, deadline);
                })
                .thenCompose(Function.identity());
    }

    /**
     * How long to wait.
     *
     * @param leftNanos from now
     * @param last whether the wait is over then: it ends with one's own deadline, not with that of the flight there is
     */
    private record Limit(long leftNanos, boolean last) {}

    private Limit limit(TokenKey key, long deadline) {
        Flight flight = flights.get(key);
        long flightDeadline = flight == null ? deadline : flight.askedAtNanos() + total.toNanos();
        boolean last = flightDeadline - deadline >= 0;
        return new Limit(Math.max(0, (last ? deadline : flightDeadline) - ticker.read()), last);
    }

    private void pass(Limit limit, TokenKey key, CompletableFuture<IntrospectionResult> answer) {
        Flight flight = flights.get(key);
        if (flight != null && isOverdue(flight)) {
            giveUp(key, flight);
        }
        if (limit.last()) {
            answer.completeExceptionally(late());
        }
    }

    /**
     * Takes part in the flight that there is, or starts one, and does so again while the answers are to questions that
     * were put too early. It is for the caller to look at the clock.
     */
    private CompletableFuture<IntrospectionResult> join(
            TokenKey key, BearerToken token, long nowNanos, long earliestNanos, long deadline) {
        Flight flight = join(key, token, nowNanos, earliestNanos);
        return flight.outcome()
                .handle((answer, failure) -> {
                    long askedAtNanos = failure == null ? answer.askedAtNanos() : flight.askedAtNanos();
                    if (askedAtNanos - earliestNanos < 0) {
                        // Its outcome, whatever it was, is not ours. Now the way is free.
                        long now = ticker.read();
                        return deadline - now > 0
                                ? join(key, token, now, earliestNanos, deadline)
                                : CompletableFuture.<IntrospectionResult>failedFuture(late());
                    }
                    return failure == null
                            ? CompletableFuture.completedFuture(answer.result())
                            : CompletableFuture.<IntrospectionResult>failedFuture(failure);
                })
                .thenCompose(Function.identity());
    }

    /**
     * Puts the question and waits for nothing: the answer goes to the cache. Not while the server is in trouble: what
     * nobody waits for must not be the one question that tells whether the server is back.
     */
    public void renew(TokenKey key, BearerToken token) {
        if (guard.isCalm()) {
            long now = ticker.read();
            join(key, token, now, now);
        }
    }

    private Flight join(TokenKey key, BearerToken token, long nowNanos, long earliestNanos) {
        Flight mine = new Flight(nowNanos, cache.epoch());
        for (Flight other = flights.putIfAbsent(key, mine); other != null; other = flights.putIfAbsent(key, mine)) {
            if (isOverdue(other)) {
                giveUp(key, other);
            } else if (other.epoch() - mine.epoch() >= 0) {
                return other;
            } else if (flights.replace(key, other, mine)) {
                // What was asked before an eviction is no answer for who comes after it. Who waits for it, still gets
                // it.
                break;
            }
        }
        CachedIntrospection answered = cache.find(key);
        if (answered != null && answered.isUsable(earliestNanos, clock.millis())) {
            // Another flight has landed since our caller looked. Who has joined ours may want a younger answer.
            flights.remove(key, mine);
            mine.end();
            mine.succeed(new Flight.Answer(new IntrospectionResult.Active(answered.token()), answered.askedAtNanos()));
        } else {
            launch(key, token, mine);
        }
        return mine;
    }

    /** One that nobody waits for any more, or ever did, on a connection that does not end. */
    private boolean isOverdue(Flight flight) {
        return flight.askedAtNanos() + total.toNanos() - ticker.read() <= 0;
    }

    private void launch(TokenKey key, BearerToken token, Flight flight) {
        AuthorizationServerGuard.Permit permit;
        try {
            permit = guard.acquire(key);
        } catch (AuthorizationServerFailure notNow) {
            flights.remove(key, flight);
            if (flight.end()) {
                flight.fail(notNow);
            }
            return;
        }
        flight.takeOff(permit);
        permit.execute(() -> fly(key, token, flight, permit), rejected -> crash(key, flight, permit, rejected));
    }

    private void fly(TokenKey key, BearerToken token, Flight flight, AuthorizationServerGuard.Permit permit) {
        try (permit) {
            if (flight.isOver()) {
                permit.failed(late());
            } else {
                land(key, flight, permit, permit.introspect(token.value()));
            }
        } catch (Throwable e) {
            crash(key, flight, permit, e);
        }
    }

    /**
     * Stores the answer in one step with the flight's end, so that whoever finds no flight finds the answer. What comes
     * after its flight was given up is not stored: a later flight may have brought a younger answer.
     */
    private void land(TokenKey key, Flight flight, AuthorizationServerGuard.Permit permit, IntrospectionResult result) {
        flights.computeIfPresent(key, (sameKey, current) -> {
            if (current != flight) {
                return current;
            }
            cache.store(key, result, flight.askedAtNanos(), flight.epoch());
            return null;
        });
        if (flight.end()) {
            // Before those who wait go on: what they ask next finds the guard in its new state.
            permit.succeeded(result);
            permit.close();
            flight.succeed(new Flight.Answer(result, flight.askedAtNanos()));
        }
    }

    private void crash(TokenKey key, Flight flight, AuthorizationServerGuard.Permit permit, Throwable failure) {
        flights.remove(key, flight);
        if (flight.end()) {
            Throwable reason = permit.failed(failure);
            permit.close();
            flight.fail(reason);
        }
    }

    /** Ends a flight that takes too long. Its permit stays open, as its thread is still on the way. */
    private void giveUp(TokenKey key, Flight flight) {
        flights.remove(key, flight);
        if (flight.end()) {
            AuthorizationServerFailure late = late();
            AuthorizationServerGuard.Permit permit = flight.permit();
            if (permit != null) {
                permit.failed(late);
            }
            flight.fail(late);
        }
    }

    private AuthorizationServerFailure late() {
        return new AuthorizationServerFailure(
                AuthorizationServerFailure.Kind.TIMEOUT, "no answer from the authorization server within " + total);
    }

    private static AuthorizationServerException trouble(Throwable failure) {
        return failure instanceof AuthorizationServerException trouble
                ? trouble
                : new AuthorizationServerFailure(
                        AuthorizationServerFailure.Kind.BAD_ANSWER, "the token introspector failed", failure);
    }
}
