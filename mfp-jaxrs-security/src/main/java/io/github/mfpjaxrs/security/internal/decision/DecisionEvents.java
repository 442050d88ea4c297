package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPDevice;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.LogSafe;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells the listener of decisions, if it listens; makes nothing up otherwise. Thread-safe. */
final class DecisionEvents {

    private final DecisionListener listener;

    DecisionEvents(DecisionListener listener) {
        this.listener = listener;
    }

    boolean areHeard() {
        return listener.isListening();
    }

    /** On a request that brought no token to ask about. */
    AccessDecision withoutToken(AccessDecision decision, RequiredScope required, ReportedRequest occasion) {
        if (listener.isListening()) {
            Optional<Refused> refusal = refusal(decision, occasion);
            listener.decided(new AccessDecided(
                    refusal.map(Refused::reason),
                    required,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Duration.ZERO,
                    occasion.httpMethod(),
                    occasion.pathTemplate(),
                    refusal.map(Refused::status),
                    occasion.trackingId().map(LogSafe::of)));
        }
        return decision;
    }

    /**
     * By an answer that was there already.
     *
     * @param token what it said; null if the token is not active
     * @param waitedNanos how long a younger one was waited for
     */
    AccessDecision fromCache(
            AccessDecision decision, ValidationRequest inquiry, @Nullable AccessToken token, long waitedNanos) {
        if (listener.isListening()) {
            listener.decided(event(decision, inquiry, token, true, waitedNanos));
        }
        return decision;
    }

    /**
     * By the server's answer, or for want of one.
     *
     * @param token what it said; null if the token is not active, or nobody knows
     * @param waitedNanos how long it took
     */
    AccessDecision fromServer(
            AccessDecision decision, ValidationRequest inquiry, @Nullable AccessToken token, long waitedNanos) {
        if (listener.isListening()) {
            listener.decided(event(decision, inquiry, token, false, waitedNanos));
        }
        return decision;
    }

    private static AccessDecided event(
            AccessDecision decision,
            ValidationRequest inquiry,
            @Nullable AccessToken token,
            boolean cached,
            long waitedNanos) {
        Optional<Refused> refusal = refusal(decision, inquiry.occasion());
        Optional<AccessToken> known =
                isAnonymous(decision, inquiry.occasion()) ? Optional.empty() : Optional.ofNullable(token);
        return new AccessDecided(
                refusal.map(Refused::reason),
                inquiry.required(),
                known.flatMap(AccessToken::clientId),
                known.flatMap(AccessToken::userName),
                known.flatMap(AccessToken::device).flatMap(MFPDevice::id),
                Optional.of(inquiry.key().fingerprint()),
                cached,
                Duration.ofNanos(waitedNanos),
                inquiry.occasion().httpMethod(),
                inquiry.occasion().pathTemplate(),
                refusal.map(Refused::status),
                inquiry.occasion().trackingId().map(LogSafe::of));
    }

    private static Optional<Refused> refusal(AccessDecision decision, ReportedRequest occasion) {
        return decision instanceof Refused refused && !isAnonymous(decision, occasion)
                ? Optional.of(refused)
                : Optional.empty();
    }

    /** An open method runs whatever the token, and whoever the token belongs to has not called it. */
    private static boolean isAnonymous(AccessDecision decision, ReportedRequest occasion) {
        return decision instanceof Refused && occasion.access() == ReportedRequest.Access.OPEN;
    }
}
