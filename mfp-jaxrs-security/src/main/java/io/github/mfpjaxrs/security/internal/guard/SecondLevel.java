package io.github.mfpjaxrs.security.internal.guard;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A cache that other instances share. {@link SingleFlight} searches it before it introspects a token. Thread-safe. */
public interface SecondLevel {

    /**
     * Searches for a result that was requested no earlier than the given time. Bounded in time.
     *
     * @param earliestNanos the earliest acceptable ticker reading of the request
     * @return a stage that never completes exceptionally
     */
    CompletionStage<Lookup> find(TokenKey key, BearerToken token, long earliestNanos);

    /** The outcome of a search. */
    sealed interface Lookup {

        /**
         * A result that may be used.
         *
         * @param token the introspected token
         * @param requestedAtNanos when it was requested, by the ticker of this instance
         */
        record Found(AccessToken token, long requestedAtNanos) implements Lookup {}

        /**
         * The token must be introspected.
         *
         * @param turn receives the outcome
         */
        record NotFound(Turn turn) implements Lookup {}
    }

    /** The introspection of a token on behalf of all instances. One of its methods is called once, and returns soon. */
    interface Turn {

        /** That of an introspection which no other instance is told about. */
        Turn ALONE = new Turn() {

            @Override
            public void active(AccessToken token, long requestedAtNanos, List<String> evictions) {}

            @Override
            public void nothing() {}
        };

        /**
         * The token is active, and its result has been cached.
         *
         * @param evictions the matching evictions that were applied before the result was requested
         */
        void active(AccessToken token, long requestedAtNanos, List<String> evictions);

        /** There is no result that another instance may use. */
        void nothing();
    }
}
