package io.github.mfpjaxrs.security.internal.oauth;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

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
        Flight flight = join(key, token, earliestNanos);
        while (flight.askedAtNanos() - earliestNanos < 0) {
            awaitEnd(key, flight, deadline);
            flight = join(key, token, earliestNanos);
        }
        return await(key, flight, deadline);
    }

    /** Puts the question and waits for nothing: the answer goes to the cache. */
    void renew(TokenKey key, BearerToken token) {
        join(key, token, ticker.read());
    }

    private Flight join(TokenKey key, BearerToken token, long earliestNanos) {
        Flight mine = new Flight(ticker.read(), cache.epoch());
        Flight other = flights.putIfAbsent(key, mine);
        if (other != null) {
            return other;
        }
        CachedIntrospection answered = cache.find(key);
        if (answered != null && answered.isUsable(earliestNanos, clock.millis())) {
            // Another flight has landed since our caller looked.
            flights.remove(key, mine);
            mine.succeed(new IntrospectionResult.Active(answered.token()));
        } else {
            launch(key, token, mine);
        }
        return mine;
    }

    private void launch(TokenKey key, BearerToken token, Flight flight) {
        try {
            guard.enter();
        } catch (ServerTrouble notNow) {
            flights.remove(key, flight);
            flight.fail(notNow);
            outages.failed(notNow);
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
            IntrospectionResult result = Objects.requireNonNull(guard.ask(introspector, token.value()));
            cache.store(key, result, flight.askedAtNanos(), flight.epoch());
            land(key, flight, result);
        } catch (Throwable e) {
            land(key, flight, e);
        } finally {
            guard.leave();
        }
    }

    private void land(TokenKey key, Flight flight, IntrospectionResult result) {
        flights.remove(key, flight);
        if (flight.succeed(result)) {
            guard.succeeded();
            outages.succeeded();
        }
    }

    private void land(TokenKey key, Flight flight, Throwable failure) {
        flights.remove(key, flight);
        if (flight.fail(failure)) {
            guard.failed(failure);
            outages.failed(failure);
        }
    }

    /** Waits until a flight whose answer will not do is over, whatever comes of it. */
    private void awaitEnd(TokenKey key, Flight flight, long deadline) {
        try {
            await(key, flight, deadline);
        } catch (AuthorizationServerException e) {
            if (deadline - ticker.read() <= 0 || Thread.currentThread().isInterrupted()) {
                throw e;
            }
        }
    }

    private IntrospectionResult await(TokenKey key, Flight flight, long deadline) {
        long flightDeadline = flight.askedAtNanos() + total.toNanos();
        long until = flightDeadline - deadline < 0 ? flightDeadline : deadline;
        try {
            return flight.await(until - ticker.read());
        } catch (ExecutionException e) {
            throw trouble(e.getCause());
        } catch (TimeoutException e) {
            ServerTrouble late = new ServerTrouble(
                    ServerTrouble.Kind.TIMEOUT, "no answer from the authorization server within " + total);
            if (flightDeadline - ticker.read() <= 0) {
                land(key, flight, late);
            }
            throw late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerTrouble(
                    ServerTrouble.Kind.TIMEOUT, "interrupted while waiting for the authorization server");
        }
    }

    private static AuthorizationServerException trouble(Throwable failure) {
        return failure instanceof AuthorizationServerException trouble
                ? trouble
                : new ServerTrouble(ServerTrouble.Kind.BAD_ANSWER, "the token introspector failed", failure);
    }
}
