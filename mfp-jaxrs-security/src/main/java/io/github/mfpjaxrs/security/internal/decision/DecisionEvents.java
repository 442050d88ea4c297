package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPDevice;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.LogSafe;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reports decisions to the instrumentation and the listener. Creates no event if the listener is inactive.
 * Thread-safe.
 */
final class DecisionEvents {

    private final DecisionListener listener;
    private final Instrumentation instrumentation;

    DecisionEvents(DecisionListener listener, Instrumentation instrumentation) {
        this.listener = listener;
        this.instrumentation = instrumentation;
    }

    boolean isListening() {
        return listener.isListening();
    }

    /** Reports a decision about a request without a usable token. */
    AccessDecision withoutToken(AccessDecision decision, RequiredScope required, ReportedRequest reportedRequest) {
        measure(decision, reportedRequest, false);
        if (listener.isListening()) {
            Optional<Refused> refusal = refusal(decision, reportedRequest);
            listener.decided(new AccessDecided(
                    refusal.map(Refused::reason),
                    required,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Duration.ZERO,
                    reportedRequest.httpMethod(),
                    reportedRequest.pathTemplate(),
                    refusal.map(Refused::status),
                    reportedRequest.trackingId().map(LogSafe::escape),
                    Optional.empty(),
                    reportedRequest.userAgent(),
                    reportedRequest.clientMetadata()));
        }
        return decision;
    }

    /**
     * Reports a decision based on a cached result.
     *
     * @param token the introspected token, or null if the token is not active
     * @param waitedNanos how long the request waited for a newer result
     */
    AccessDecision fromCache(
            AccessDecision decision, ValidationRequest request, @Nullable AccessToken token, long waitedNanos) {
        measure(decision, request.reportedRequest(), true);
        if (listener.isListening()) {
            listener.decided(event(decision, request, token, true, waitedNanos));
        }
        return decision;
    }

    /**
     * Reports a decision based on the server's response or the lack of one.
     *
     * @param token the introspected token, or null if the token is inactive or unknown
     * @param waitedNanos how long the request waited
     */
    AccessDecision fromServer(
            AccessDecision decision, ValidationRequest request, @Nullable AccessToken token, long waitedNanos) {
        measure(decision, request.reportedRequest(), false);
        if (listener.isListening()) {
            listener.decided(event(decision, request, token, false, waitedNanos));
        }
        return decision;
    }

    private void measure(AccessDecision decision, ReportedRequest reportedRequest, boolean cached) {
        if (decision instanceof Refused refused && !isAnonymous(decision, reportedRequest)) {
            instrumentation.refused(refused.reason(), cached);
        } else {
            instrumentation.granted(cached);
        }
    }

    private static AccessDecided event(
            AccessDecision decision,
            ValidationRequest request,
            @Nullable AccessToken token,
            boolean cached,
            long waitedNanos) {
        Optional<Refused> refusal = refusal(decision, request.reportedRequest());
        Optional<AccessToken> known =
                isAnonymous(decision, request.reportedRequest()) ? Optional.empty() : Optional.ofNullable(token);
        return new AccessDecided(
                refusal.map(Refused::reason),
                request.required(),
                known.flatMap(AccessToken::clientId),
                known.flatMap(AccessToken::userName),
                known.flatMap(AccessToken::device).flatMap(MFPDevice::id),
                Optional.of(request.key().fingerprint()),
                cached,
                Duration.ofNanos(waitedNanos),
                request.reportedRequest().httpMethod(),
                request.reportedRequest().pathTemplate(),
                refusal.map(Refused::status),
                request.reportedRequest().trackingId().map(LogSafe::escape),
                known,
                request.reportedRequest().userAgent(),
                request.reportedRequest().clientMetadata());
    }

    private static Optional<Refused> refusal(AccessDecision decision, ReportedRequest reportedRequest) {
        return decision instanceof Refused refused && !isAnonymous(decision, reportedRequest)
                ? Optional.of(refused)
                : Optional.empty();
    }

    /**
     * Whether the request proceeds anonymously. An open method runs even if the token is refused, but without the
     * token's identity.
     */
    private static boolean isAnonymous(AccessDecision decision, ReportedRequest reportedRequest) {
        return decision instanceof Refused && reportedRequest.access() == ReportedRequest.Access.OPEN;
    }
}
