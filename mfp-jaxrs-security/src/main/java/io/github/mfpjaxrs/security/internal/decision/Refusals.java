package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessDecision.Reason;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.ScopeMatch;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Creates all refusals. Their statuses and header fields are, byte for byte, what the MobileFirst SDK expects (RFC
 * 6750 §3). No value is taken from a request or an exception.
 */
public final class Refusals {

    private static final String CHALLENGE = "WWW-Authenticate";
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private final String scheme;
    private final String separator;
    private final Refused missingToken;
    private final Refused invalidRequest;
    private final Refused invalidToken;

    /**
     * Creates the refusals that do not depend on the resource.
     *
     * @param realm the realm for challenges; without a realm, challenges match MobileFirst's byte for byte
     */
    public Refusals(Optional<String> realm) {
        this.scheme = realm.map(name -> "Bearer realm=\"" + name + "\"").orElse("Bearer");
        this.separator = realm.isPresent() ? ", " : " ";
        this.missingToken = new Refused(Reason.MISSING_TOKEN, 401, Map.of(CHALLENGE, scheme));
        this.invalidRequest = new Refused(Reason.INVALID_REQUEST, 400, challenge("error=\"invalid_request\""));
        this.invalidToken = new Refused(Reason.INVALID_TOKEN, 401, challenge("error=\"invalid_token\""));
    }

    public Refused missingToken() {
        return missingToken;
    }

    public Refused invalidRequest() {
        return invalidRequest;
    }

    public Refused invalidToken() {
        return invalidToken;
    }

    public Refused insufficientScope(RequiredScope required) {
        return forbidden(Reason.INSUFFICIENT_SCOPE, required);
    }

    public Refused deviceBlocked(RequiredScope required) {
        return forbidden(Reason.DEVICE_BLOCKED, required);
    }

    /** Returns a 409 without a challenge. The header field makes the SDK repeat the request. */
    public Refused conflict(String mfpConflict) {
        return new Refused(Reason.CONFLICT, 409, Map.of("MFP-Conflict", mfpConflict));
    }

    /** Returns a 503 without a challenge, because a challenge would make the SDK discard its token. */
    public Refused unavailable(Duration retryAfter) {
        Duration pause = retryAfter.compareTo(LONGEST_RETRY_AFTER) < 0 ? retryAfter : LONGEST_RETRY_AFTER;
        long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
        return new Refused(Reason.UNAVAILABLE, 503, Map.of("Retry-After", Long.toString(seconds)));
    }

    /**
     * Returns a 403 without a challenge, because no token would be sufficient.
     *
     * @return the refusal
     */
    public static Refused denied() {
        return new Refused(Reason.DENIED, 403, Map.of());
    }

    /**
     * Returns a 500 without a challenge. Every request is refused, because the resource's requirements cannot be
     * resolved.
     *
     * @return the refusal
     */
    public static Refused unresolvedProtection() {
        return new Refused(Reason.UNRESOLVED_PROTECTION, 500, Map.of());
    }

    /**
     * Returns a 400 without a challenge. Different parts of a server might interpret the path differently.
     *
     * @return the refusal
     */
    public static Refused ambiguousPath() {
        return new Refused(Reason.AMBIGUOUS_PATH, 400, Map.of());
    }

    /**
     * Returns a 403, with a challenge only if there is a scope to name. The web SDK waits forever after a 403 whose
     * challenge lacks a scope.
     */
    private Refused forbidden(Reason reason, RequiredScope required) {
        return new Refused(
                reason,
                403,
                required.elements().isEmpty()
                        ? Map.of()
                        : challenge("error=\"insufficient_scope\", scope=\"" + named(required) + "\""));
    }

    /**
     * Returns the scope to name in a challenge. The SDK requests every element of that scope, so only one of several
     * alternatives is named.
     */
    private static String named(RequiredScope required) {
        return required.match() == ScopeMatch.ANY ? required.elements().get(0) : required.scope();
    }

    private Map<String, String> challenge(String parameters) {
        return Map.of(CHALLENGE, scheme + separator + parameters);
    }
}
