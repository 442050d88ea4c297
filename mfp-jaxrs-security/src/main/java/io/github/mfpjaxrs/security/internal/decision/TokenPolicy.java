package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.token.AccessTokenType;
import io.github.mfpjaxrs.security.internal.token.SaturatedMillis;
import java.time.InstantSource;
import java.util.Collections;

/**
 * The only class that grants access. Access is granted if the server reported the token as active and the token
 * currently satisfies every rule. The policy is applied to every request, whether or not the introspection result is
 * cached. Thread-safe.
 */
final class TokenPolicy {

    private final Settings.Rules rules;
    private final Refusals refusals;
    private final InstantSource clock;
    private final long clockSkewMillis;

    TokenPolicy(Settings.Rules rules, Refusals refusals, InstantSource clock) {
        this.rules = rules;
        this.refusals = refusals;
        this.clock = clock;
        this.clockSkewMillis = rules.clockSkew().toMillis();
    }

    AccessDecision decide(AccessToken token, RequiredScope required) {
        if (!isInForce(token)
                || !isIntendedForThisService(token)
                || isBoundToKey(token)
                || !AccessTokenType.isBearerAccessToken(token)) {
            return refusals.invalidToken();
        }
        if (token.device().isPresent()
                && rules.blockedDevices().contains(token.device().get().status())) {
            return refusals.deviceBlocked(required);
        }
        if (!required.isSatisfiedBy(token.scopes())) {
            return refusals.insufficientScope(required);
        }
        return new AccessDecision.Granted(token);
    }

    private boolean isInForce(AccessToken token) {
        long now = clock.millis();
        boolean ended = token.expiresAt().isPresent()
                && now - clockSkewMillis
                        >= SaturatedMillis.fromInstant(token.expiresAt().get());
        boolean begun = token.notBefore().isEmpty()
                || now + clockSkewMillis
                        >= SaturatedMillis.fromInstant(token.notBefore().get());
        return begun && !ended;
    }

    private boolean isIntendedForThisService(AccessToken token) {
        boolean audience = rules.audience().isEmpty() || !Collections.disjoint(rules.audience(), token.audience());
        boolean issuer = rules.issuer().isEmpty() || rules.issuer().equals(token.issuer());
        return audience && issuer;
    }

    /**
     * Whether a token is sender-constrained (RFC 7800, 8705, 9449). If such a token is sent as a plain bearer token,
     * the proof of possession is missing.
     */
    private static boolean isBoundToKey(AccessToken token) {
        return token.claims().containsKey("cnf");
    }
}
