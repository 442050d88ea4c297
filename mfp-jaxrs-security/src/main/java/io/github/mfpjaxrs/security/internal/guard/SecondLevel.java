package io.github.mfpjaxrs.security.internal.guard;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A cache shared with other instances. {@link SingleFlight} searches it before it introspects a token. Thread-safe.
 */
public interface SecondLevel {

    /**
     * Searches for a result that was requested no earlier than the given time. The search is limited in time.
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
         * @param requestedAtNanos when the result was requested, by the ticker of this instance
         */
        record Found(AccessToken token, long requestedAtNanos) implements Lookup {}

        /**
         * The token must be introspected.
         *
         * @param turn receives the outcome
         */
        record NotFound(Turn turn) implements Lookup {}
    }

    /**
     * The introspection of a token on behalf of all instances. Exactly one of its methods is called, once, and
     * returns quickly.
     */
    interface Turn {

        /** The turn of an introspection whose outcome is not shared with other instances. */
        Turn ALONE = new Turn() {

            @Override
            public void active(AccessToken token, long requestedAtNanos, List<String> evictions) {}

            @Override
            public void nothing() {}
        };

        /**
         * Reports that the token is active and its result has been cached.
         *
         * @param evictions the matching evictions that were applied before the result was requested
         */
        void active(AccessToken token, long requestedAtNanos, List<String> evictions);

        /** Reports that there is no result that another instance may use. */
        void nothing();
    }
}
