package io.github.mfpjaxrs.security.internal.oauth;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AuthorizationServerException;
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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Asks about a token once, however many requests bring it at the same time, and makes none of them wait longer than the
 * total deadline. Thread-safe.
 */
final class Introspections {

    private final TokenIntrospector introspector;
    private final IntrospectionCache cache;
    private final Guard guard;
    private final OutageLog outages;
    private final Executor executor;
    private final Ticker ticker;
    private final InstantSource clock;
    private final Duration total;
    private final ConcurrentMap<TokenKey, Flight> flights = new ConcurrentHashMap<>();

    Introspections(
            TokenIntrospector introspector,
            IntrospectionCache cache,
            Settings settings,
            Executor executor,
            Ticker ticker,
            InstantSource clock) {
        this.introspector = introspector;
        this.cache = cache;
        this.total = settings.timeouts().total();
        this.guard = new Guard(settings.guard(), total, ticker);
        this.outages = new OutageLog(ticker);
        this.executor = executor;
        this.ticker = ticker;
        this.clock = clock;
    }

    /**
     * The server's answer to a question that was put no earlier than a given time.
     *
     * @param earliestNanos the ticker's reading that the question must not be older than
     * @throws AuthorizationServerException if there is no answer within the total deadline
     */
    IntrospectionResult ask(TokenKey key, BearerToken token, long earliestNanos) {
        long deadline = ticker.read() + total.toNanos();
        while (true) {
            Flight flight = join(key, token, earliestNanos);
            try {
                Flight.Answer answer = await(key, flight, deadline);
                if (answer.askedAtNanos() - earliestNanos >= 0) {
                    return answer.result();
                }
            } catch (AuthorizationServerException e) {
                boolean ours = flight.askedAtNanos() - earliestNanos >= 0;
                if (ours
                        || deadline - ticker.read() <= 0
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            // The question was put too early for us; its outcome, whatever it was, is not ours. Now the way is free.
        }
    }

    /** As {@link #ask}, for a thread that must not wait: the future is completed within the total deadline. */
    CompletableFuture<IntrospectionResult> askAsync(TokenKey key, BearerToken token, long earliestNanos) {
        return askAsync(key, token, earliestNanos, ticker.read() + total.toNanos());
    }

    private CompletableFuture<IntrospectionResult> askAsync(
            TokenKey key, BearerToken token, long earliestNanos, long deadline) {
        Flight flight = join(key, token, earliestNanos);
        return flight.within(left(flight, deadline))
                .handle((answer, failure) -> {
                    if (failure instanceof TimeoutException && isOverdue(flight)) {
                        land(key, flight, late());
                    }
                    long askedAtNanos = failure == null ? answer.askedAtNanos() : flight.askedAtNanos();
                    if (askedAtNanos - earliestNanos < 0) {
                        return deadline - ticker.read() > 0
                                ? askAsync(key, token, earliestNanos, deadline)
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
    void renew(TokenKey key, BearerToken token) {
        if (guard.isCalm()) {
            join(key, token, ticker.read());
        }
    }

    private Flight join(TokenKey key, BearerToken token, long earliestNanos) {
        Flight mine = new Flight(ticker.read(), cache.epoch());
        for (Flight other = flights.putIfAbsent(key, mine); other != null; other = flights.putIfAbsent(key, mine)) {
            if (isOverdue(other)) {
                land(key, other, late());
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
        try {
            guard.enter();
        } catch (ServerTrouble notNow) {
            flights.remove(key, flight);
            flight.end();
            outages.failed(notNow);
            flight.fail(notNow);
            return;
        }
        try {
            executor.execute(() -> fly(key, token, flight));
        } catch (RejectedExecutionException e) {
            guard.leave();
            land(key, flight, new ServerTrouble(ServerTrouble.Kind.OVERLOADED, "the application is stopping", e));
        } catch (RuntimeException | Error e) {
            // An OutOfMemoryError is what a JVM throws that cannot start another thread.
            guard.leave();
            land(key, flight, new ServerTrouble(ServerTrouble.Kind.OVERLOADED, "no thread can be had", e));
        }
    }

    private void fly(TokenKey key, BearerToken token, Flight flight) {
        try {
            if (!flight.isOver()) {
                land(key, flight, Objects.requireNonNull(guard.ask(introspector, token.value())));
            }
        } catch (Throwable e) {
            land(key, flight, e);
        } finally {
            guard.leave();
        }
    }

    /**
     * Stores the answer in one step with the flight's end, so that whoever finds no flight finds the answer. What comes
     * after its flight was given up is not stored: a later flight may have brought a younger answer.
     */
    private void land(TokenKey key, Flight flight, IntrospectionResult result) {
        flights.computeIfPresent(key, (sameKey, current) -> {
            if (current != flight) {
                return current;
            }
            cache.store(key, result, flight.askedAtNanos(), flight.epoch());
            return null;
        });
        if (flight.end()) {
            // Before those who wait go on: what they ask next finds the guard in its new state.
            guard.succeeded();
            outages.succeeded();
            flight.succeed(new Flight.Answer(result, flight.askedAtNanos()));
        }
    }

    private void land(TokenKey key, Flight flight, Throwable failure) {
        flights.remove(key, flight);
        if (flight.end()) {
            guard.failed(failure);
            outages.failed(failure);
            flight.fail(failure);
        }
    }

    private Flight.Answer await(TokenKey key, Flight flight, long deadline) {
        try {
            return flight.await(left(flight, deadline));
        } catch (ExecutionException e) {
            throw trouble(e.getCause());
        } catch (TimeoutException e) {
            ServerTrouble late = late();
            if (isOverdue(flight)) {
                land(key, flight, late);
            }
            throw late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerTrouble(
                    ServerTrouble.Kind.TIMEOUT, "interrupted while waiting for the authorization server");
        }
    }

    /** How long to wait at most: neither past the flight's end nor past one's own. */
    private long left(Flight flight, long deadline) {
        long flightDeadline = flight.askedAtNanos() + total.toNanos();
        return (flightDeadline - deadline < 0 ? flightDeadline : deadline) - ticker.read();
    }

    private ServerTrouble late() {
        return new ServerTrouble(ServerTrouble.Kind.TIMEOUT, "no answer from the authorization server within " + total);
    }

    private static AuthorizationServerException trouble(Throwable failure) {
        return failure instanceof AuthorizationServerException trouble
                ? trouble
                : new ServerTrouble(ServerTrouble.Kind.BAD_ANSWER, "the token introspector failed", failure);
    }
}
