package io.github.mfpjaxrs.security.internal.guard;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A cache shared with other instances. {@link SingleFlight} searches this cache before introspecting a token.
 * Thread-safe.
 */
public interface SecondLevel {

    /**
     * Searches for a result that was requested no earlier than the given time. The search has a time limit.
     *
     * @param earliestNanos the ticker reading at or after which the result must have been requested
     * @return a stage that never completes exceptionally
     */
    CompletionStage<Lookup> find(TokenKey key, BearerToken token, long earliestNanos);

    /** The outcome of a search. */
    sealed interface Lookup {

        /**
         * A usable result.
         *
         * @param token the introspected token
         * @param requestedAtNanos when the result was requested, according to this instance's ticker
         */
        record Found(AccessToken token, long requestedAtNanos) implements Lookup {}

        /**
         * No usable result was found, so the token must be introspected.
         *
         * @param turn the turn to which the outcome must be reported
         */
        record NotFound(Turn turn) implements Lookup {}
    }

    /**
     * An introspection on behalf of all instances. Exactly one of the methods is called, and only once. Both methods
     * return quickly.
     */
    interface Turn {

        /** The turn for an introspection whose outcome is not shared with other instances. */
        Turn ALONE = new Turn() {

            @Override
            public void active(AccessToken token, long requestedAtNanos, List<String> evictions) {}

            @Override
            public void nothing() {}
        };

        /**
         * Reports that the token is active and that the result has been cached.
         *
         * @param evictions the matching evictions applied before the result was requested
         */
        void active(AccessToken token, long requestedAtNanos, List<String> evictions);

        /** Reports that there is no result for other instances to use. */
        void nothing();
    }
}
