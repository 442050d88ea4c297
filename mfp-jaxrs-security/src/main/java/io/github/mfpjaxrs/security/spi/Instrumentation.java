package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.FailureKind;
import java.net.URI;
import java.time.Duration;

/**
 * Observes decisions, introspections and requests to the authorization server, for metrics and traces. Every CDI bean
 * of this type is called. Without such a bean, nothing is measured or allocated.
 *
 * <p>No method receives a token, a user or a path. Implementations are called on every request; they must be
 * thread-safe and must not block. An exception that they throw is logged once and otherwise ignored.
 */
public interface Instrumentation {

    /** Observes nothing. */
    Instrumentation NONE = new Instrumentation() {};

    /**
     * Returns the instrumentation for one authorization server. Called once for each server, when the application
     * starts. Everything that concerns this server, including decisions, is then reported to the returned object.
     *
     * @param name {@code default}, or a name in {@code mfp.authorization-server.names}
     * @return the instrumentation for this server; by default, this object, which then observes all servers
     */
    default Instrumentation ofServer(String name) {
        return this;
    }

    /**
     * Called when a request is granted.
     *
     * @param cached whether the introspection result came from the cache
     */
    default void granted(boolean cached) {}

    /**
     * Called when a request is refused.
     *
     * @param reason the reason for the refusal
     * @param cached whether the introspection result came from the cache
     */
    default void refused(AccessDecision.Reason reason, boolean cached) {}

    /**
     * Called when a request needs an introspection but none is started.
     *
     * @param kind the reason why no introspection is started
     */
    default void rejected(FailureKind kind) {}

    /**
     * Called just before an introspection starts, on the request thread that needs it.
     *
     * @return the observer
     */
    default Introspection introspecting() {
        return Introspection.NONE;
    }

    /**
     * Called just before an HTTP request is sent to the authorization server. The call is made on the introspection
     * thread, which also reports the end of the request.
     *
     * @param operation the purpose of the request
     * @param url the URL that the request is sent to; never contains user information
     * @return the observer
     */
    default Exchange sending(Operation operation, URI url) {
        return Exchange.NONE;
    }

    /**
     * Carries the calling thread's context, such as its current span, over to the thread that runs a task.
     *
     * @param task the task
     * @return the task to run instead
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

    /** The outcome of an introspection that received a conclusive response. */
    enum Outcome {
        /** The token is active. */
        ACTIVE,
        /** The token is not active. */
        INACTIVE,
        /** The client must send its request again. */
        CONFLICT
    }

    /** Observes one introspection. Either {@link #succeeded} or {@link #failed} is called, exactly once. */
    interface Introspection {

        /** Observes nothing. */
        Introspection NONE = new Introspection() {};

        /**
         * Wraps the introspection's work, which runs on another thread.
         *
         * @param work the work
         * @return the work to run instead
         */
        default Runnable onItsThread(Runnable work) {
            return work;
        }

        /** Called when another request starts to wait for the same result, on that request's thread. */
        default void joined() {}

        /**
         * Called when the server has given a conclusive response.
         *
         * @param outcome the outcome
         * @param duration the time since the introspection was requested, including any wait for a thread
         */
        default void succeeded(Outcome outcome, Duration duration) {}

        /**
         * Called when the introspection has failed.
         *
         * @param kind the kind of failure
         * @param duration as in {@link #succeeded}
         */
        default void failed(FailureKind kind, Duration duration) {}
    }

    /** Observes one HTTP request. Either {@link #answered} or {@link #failed} is called, exactly once. */
    interface Exchange {

        /** Observes nothing. */
        Exchange NONE = new Exchange() {};

        /**
         * Called when the server has responded.
         *
         * @param status the HTTP status code
         */
        default void answered(int status) {}

        /**
         * Called when the request has failed without a response.
         *
         * @param kind the kind of failure
         */
        default void failed(FailureKind kind) {}
    }
}
