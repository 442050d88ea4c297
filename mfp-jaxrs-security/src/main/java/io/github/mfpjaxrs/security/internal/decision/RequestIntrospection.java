package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The latest introspection result for a request, shared by the decisions about the path, the servlet and the resource
 * method. It does not include the decisions. The result is used only for the same token, only by the validator that
 * obtained it, and only for a moment, so it would do no harm if it ended up in another request. Thread-safe.
 */
public final class RequestIntrospection {

    /** The name of the request property or attribute that holds the object. */
    public static final String PROPERTY = RequestIntrospection.class.getName();

    /** How long after a decision the result may be used for the next decision. */
    private static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * An introspection result.
     *
     * @param key the introspected token's cache key
     * @param token the introspected token data, or null if the token is not active
     * @param startedNanos when the request that obtained the result arrived
     * @param requestedNanos when the result was requested, or an earlier time
     * @param decidedNanos when the result was last used for a decision
     */
    record Result(
            TokenKey key, @Nullable AccessToken token, long startedNanos, long requestedNanos, long decidedNanos) {

        /** Whether the result was requested for this request and is therefore as recent as possible. */
        boolean isOfThisRequest() {
            return requestedNanos - startedNanos >= 0;
        }

        /**
         * Whether the result belongs to the request's token and either was obtained for this request or is recent
         * enough.
         */
        boolean isUsable(ValidationRequest request) {
            return key.equals(request.key())
                    && request.startedNanos() - decidedNanos < MAX_PAUSE_NANOS
                    && (isOfThisRequest() || requestedNanos - request.earliestNanos() >= 0);
        }
    }

    /**
     * The method and path that the client sent.
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

    /**
     * Whether a validator may use the result. The result might belong to another application that forwarded the
     * request.
     */
    public boolean belongsTo(RequestValidator validator) {
        return owner == validator;
    }

    /** Records that the filter in front of all resources has authorized the path of the client's request. */
    public void setPathDecided(Sent request) {
        decided = request;
    }

    /**
     * Returns the request whose path the filter in front of all resources has authorized, or empty if there is none.
     */
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
