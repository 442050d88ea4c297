package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.FailureKind;
import java.net.URI;
import java.time.Duration;

/**
 * Observes decisions, introspections and the requests to the authorization server, for metrics and traces. Each CDI
 * bean of this type is called. Without such a bean, nothing is measured or allocated.
 *
 * <p>No method receives a token, a user or a path. Implementations are called on every request; they must be
 * thread-safe and must not block. An exception that they throw is logged once and otherwise ignored.
 */
public interface Instrumentation {

    /** Observes nothing. */
    Instrumentation NONE = new Instrumentation() {};

    /**
     * Returns the instrumentation of one authorization server. Called once for each server, when the application
     * starts. Everything that concerns this server, including decisions, is then reported to the returned object.
     *
     * @param name {@code default}, or a name in {@code mfp.authorization-server.names}
     * @return the instrumentation of this server; by default, this object, which then serves all servers
     */
    default Instrumentation ofServer(String name) {
        return this;
    }

    /**
     * A request was granted.
     *
     * @param cached whether the introspection result came from the cache
     */
    default void granted(boolean cached) {}

    /**
     * A request was refused.
     *
     * @param reason the reason
     * @param cached whether the introspection result came from the cache
     */
    default void refused(AccessDecision.Reason reason, boolean cached) {}

    /**
     * No introspection was started for a request that needed one.
     *
     * @param kind the reason
     */
    default void rejected(FailureKind kind) {}

    /**
     * An introspection is about to start. Called on the request thread that needs it.
     *
     * @return its observer
     */
    default Introspection introspecting() {
        return Introspection.NONE;
    }

    /**
     * An HTTP request is about to be sent to the authorization server. Called on the introspection thread,
     * which also reports the end of the request.
     *
     * @param operation the purpose of the request
     * @param url the URL that the request is sent to; never contains user information
     * @return its observer
     */
    default Exchange sending(Operation operation, URI url) {
        return Exchange.NONE;
    }

    /**
     * Carries the context of the calling thread, such as its current span, to the thread that runs a task.
     *
     * @param task the task
     * @return the task to run in its place
     */
    default Runnable inContext(Runnable task) {
        return task;
    }

    /** The purpose of a request to the authorization server. */
    enum Operation {
        /** Requests an access token for this service. */
        TOKEN,
        /** Introspects a token. */
        INTROSPECTION,
        /** Reads the server's metadata. */
        METADATA
    }

    /** The outcome of an introspection for which the server gave a conclusive response. */
    enum Outcome {
        /** The token is active. */
        ACTIVE,
        /** The token is not active. */
        INACTIVE,
        /** The client must send its request again. */
        CONFLICT
    }

    /** Observes one introspection. Exactly one of {@link #succeeded} and {@link #failed} is called, once. */
    interface Introspection {

        /** Observes nothing. */
        Introspection NONE = new Introspection() {};

        /**
         * The introspection runs on another thread.
         *
         * @param work the work
         * @return the work to do in its place
         */
        default Runnable onItsThread(Runnable work) {
            return work;
        }

        /** Another request waits for the same result. Called on the thread of that request. */
        default void joined() {}

        /**
         * The server gave a conclusive response.
         *
         * @param outcome the outcome
         * @param duration the time since the introspection was required, including any wait for a thread
         */
        default void succeeded(Outcome outcome, Duration duration) {}

        /**
         * The introspection failed.
         *
         * @param kind the kind of the failure
         * @param duration as in {@link #succeeded}
         */
        default void failed(FailureKind kind, Duration duration) {}
    }

    /** Observes one HTTP request. Exactly one of {@link #answered} and {@link #failed} is called, once. */
    interface Exchange {

        /** Observes nothing. */
        Exchange NONE = new Exchange() {};

        /**
         * The server responded.
         *
         * @param status the HTTP status code
         */
        default void answered(int status) {}

        /**
         * There was no response.
         *
         * @param kind the kind of the failure
         */
        default void failed(FailureKind kind) {}
    }
}
