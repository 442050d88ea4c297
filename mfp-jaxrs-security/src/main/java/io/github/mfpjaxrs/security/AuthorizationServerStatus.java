package io.github.mfpjaxrs.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Reports whether this service can currently introspect tokens. Inject this interface with
 * {@code @Inject AuthorizationServerStatus}, for example for a health check. The status covers only this instance of
 * the application, and reveals no secrets or URLs. Thread-safe.
 *
 * <p>The status is derived from the introspections that the application's own traffic causes. A failure that concerns
 * only a single token does not count as a server failure.
 */
public interface AuthorizationServerStatus {

    /**
     * Returns the last known status, without sending a request to the authorization server.
     *
     * @return a snapshot
     */
    Snapshot current();

    /**
     * Introspects this service's own access token. Use this method if the service has no traffic. The check is
     * subject to the same limits as any other introspection: it sends nothing while the circuit breaker is open, and
     * completes within {@code mfp.timeout.total}. Concurrent calls share one check. If the library does not
     * authenticate to a server with an access token, it instead introspects a fixed string that is never a token.
     *
     * <p>If the application replaces the {@link io.github.mfpjaxrs.security.spi.TokenIntrospector} with an
     * introspector that cannot be checked, nothing is sent.
     *
     * @return a stage that completes with the status after the check, and never exceptionally
     */
    CompletionStage<Snapshot> check();

    /**
     * Returns the names of the configured authorization servers.
     *
     * @return {@code default} and the names in {@code mfp.authorization-server.names}
     */
    default Set<String> servers() {
        return Set.of("default");
    }

    /**
     * Returns the status of a single authorization server. The injected object itself reports the status of
     * {@code default}.
     *
     * @param name one of {@link #servers()}
     * @return the server's status
     * @throws IllegalArgumentException if no server has this name
     */
    default AuthorizationServerStatus ofServer(String name) {
        if (!servers().contains(name)) {
            throw new IllegalArgumentException("no authorization server has this name");
        }
        return this;
    }

    /** The state of introspection. */
    enum State {
        /** No token has been introspected yet. */
        UNKNOWN,
        /** The latest introspection succeeded and the circuit breaker is closed. */
        AVAILABLE,
        /** The latest introspection failed, or no requests are sent to the server because of earlier failures. */
        UNAVAILABLE
    }

    /** The state of the circuit breaker. */
    enum CircuitBreaker {
        /** Requests are sent. */
        CLOSED,
        /** A single request is sent to find out whether the server has recovered. */
        HALF_OPEN,
        /** No requests are sent. */
        OPEN
    }

    /** The step that failed. */
    enum Step {
        /** Discovering the server's endpoints, or requesting this service's access token. */
        ACCESS_TOKEN,
        /** The introspection itself. */
        INTROSPECTION
    }

    /**
     * A failure that has not been followed by a success.
     *
     * @param kind the kind of the latest failure
     * @param step the step that failed
     * @param since the time of the first failure after the latest success
     */
    record Failure(FailureKind kind, Step step, Instant since) {}

    /**
     * The status at a point in time.
     *
     * @param state the state of introspection
     * @param lastSuccess the time of the latest conclusive response from the server; empty if there was none
     * @param failure the failure that has persisted since the latest success; empty if the latest introspection
     *     succeeded
     * @param circuitBreaker the state of the circuit breaker
     * @param inProgress the number of introspections in progress or waiting for a thread
     * @param waiting the approximate number of these introspections that are waiting for a thread
     */
    record Snapshot(
            State state,
            Optional<Instant> lastSuccess,
            Optional<Failure> failure,
            CircuitBreaker circuitBreaker,
            int inProgress,
            int waiting) {}
}
