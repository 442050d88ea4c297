package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The latest introspection result of one request, for requests that are decided more than once: by their path, by the
 * servlet, by the resource method. Contains no decision. The result is only used for the same token, by the validator
 * that obtained it, and only for a moment, so it does no harm if it ends up in another request. Thread-safe.
 */
public final class RequestIntrospection {

    /** The request property or attribute that holds the object. */
    public static final String PROPERTY = RequestIntrospection.class.getName();

    /** How long after a decision its result may be used for the next one. */
    private static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * A result.
     *
     * @param key the token that it is about
     * @param token what the server knows about it; null if it is not active
     * @param startedNanos when the request arrived that obtained it
     * @param requestedNanos when it was requested, or a time before that
     * @param decidedNanos when it was last decided upon
     */
    record Result(
            TokenKey key, @Nullable AccessToken token, long startedNanos, long requestedNanos, long decidedNanos) {

        /** Whether the result was requested by this request, and so is as new as it can be. */
        boolean isOfThisRequest() {
            return requestedNanos - startedNanos >= 0;
        }

        /** Whether the result was obtained for this request, or is young enough for it anyway. */
        boolean isUsable(ValidationRequest request) {
            return key.equals(request.key())
                    && request.startedNanos() - decidedNanos < MAX_PAUSE_NANOS
                    && (isOfThisRequest() || requestedNanos - request.earliestNanos() >= 0);
        }
    }

    /**
     * The path that the client sent.
     *
     * @param raw percent-encoded, with the context root
     * @param path within the application, decoded
     */
    public record SentPath(String raw, String path) {}

    private final RequestValidator owner;
    private volatile @Nullable Result latest;
    private volatile boolean pathDecided;
    private volatile @Nullable SentPath sent;

    RequestIntrospection(RequestValidator owner) {
        this.owner = owner;
    }

    /** Whether a validator may use the results. An application may pass requests on to another one. */
    public boolean belongsTo(RequestValidator validator) {
        return owner == validator;
    }

    /**
     * Records that the filter in front of all resources has decided about the path.
     *
     * @param raw the path that the client sent, with the context root; empty for a dispatch
     * @param path the path within the application, decoded
     */
    public void setPathDecided(Optional<String> raw, String path) {
        raw.ifPresent(whole -> sent = new SentPath(whole, path));
        pathDecided = true;
    }

    /** Returns the path that the client sent, in both forms; empty if no filter in front of all resources has decided. */
    public Optional<SentPath> sentPath() {
        return Optional.ofNullable(sent);
    }

    /** Whether the filter in front of all resources has already authorized the path of this request. */
    public boolean isPathDecided() {
        return pathDecided;
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
