package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The latest introspection result of one request. The decisions about the path, the servlet and the resource method
 * share it. It contains no decision. The result is used only for the same token, only by the validator that obtained
 * it, and only for a moment, so it does no harm if it ends up in another request. Thread-safe.
 */
public final class RequestIntrospection {

    /** The request property or attribute that holds the object. */
    public static final String PROPERTY = RequestIntrospection.class.getName();

    /** How long after a decision its result may be used for the next decision. */
    private static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * A result.
     *
     * @param key the cache key of the introspected token
     * @param token the introspected data of the token; null if the token is not active
     * @param startedNanos when the request that obtained the result arrived
     * @param requestedNanos when the result was requested, or an earlier time
     * @param decidedNanos when the result was last used for a decision
     */
    record Result(
            TokenKey key, @Nullable AccessToken token, long startedNanos, long requestedNanos, long decidedNanos) {

        /** Whether this request requested the result, which is therefore as recent as possible. */
        boolean isOfThisRequest() {
            return requestedNanos - startedNanos >= 0;
        }

        /**
         * Whether the result belongs to the same token and was obtained for this request or is recent enough for it.
         */
        boolean isUsable(ValidationRequest request) {
            return key.equals(request.key())
                    && request.startedNanos() - decidedNanos < MAX_PAUSE_NANOS
                    && (isOfThisRequest() || requestedNanos - request.earliestNanos() >= 0);
        }
    }

    /**
     * What the client sent.
     *
     * @param method the HTTP method
     * @param rawPath the percent-encoded path with the context root
     * @param path the decoded path within the application
     */
    public record Sent(String method, String rawPath, String path) {}

    private final RequestValidator owner;
    private volatile @Nullable Result latest;
    private volatile @Nullable Sent decided;

    RequestIntrospection(RequestValidator owner) {
        this.owner = owner;
    }

    /** Whether a validator may use the results. An application may forward requests to another application. */
    public boolean belongsTo(RequestValidator validator) {
        return owner == validator;
    }

    /** Records that the filter in front of all resources has authorized the path of a request from the client. */
    public void setPathDecided(Sent request) {
        decided = request;
    }

    /** Returns the request whose path the filter in front of all resources has authorized; empty if there is none. */
    public Optional<Sent> pathDecided() {
        return Optional.ofNullable(decided);
    }

    @Nullable
    Result find(ValidationRequest request) {
        Result result = latest;
        return result != null && result.isUsable(request) ? result : null;
    }

    void record(Result result) {
        latest = result;
    }
}
