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
 * The one place where permission is granted: to a token that the server called active, and that fulfils every rule at
 * this moment. Asked for each request, whether the answer is cached or not. Thread-safe.
 */
public final class TokenPolicy {

    private final Settings.Rules rules;
    private final Refusals challenges;
    private final InstantSource clock;
    private final long clockSkewMillis;

    public TokenPolicy(Settings.Rules rules, Refusals challenges, InstantSource clock) {
        this.rules = rules;
        this.challenges = challenges;
        this.clock = clock;
        this.clockSkewMillis = rules.clockSkew().toMillis();
    }

    public AccessDecision decide(AccessToken token, RequiredScope required) {
        if (!isInForce(token)
                || !isMeantForUs(token)
                || isBoundToKey(token)
                || !AccessTokenType.isBearerAccessToken(token)) {
            return challenges.invalidToken();
        }
        if (token.device().isPresent()
                && rules.blockedDevices().contains(token.device().get().status())) {
            return challenges.deviceBlocked(required);
        }
        if (!required.isSatisfiedBy(token.scopes())) {
            return challenges.insufficientScope(required);
        }
        return new AccessDecision.Granted(token);
    }

    private boolean isInForce(AccessToken token) {
        long now = clock.millis();
        boolean ended = token.expiresAt().isPresent()
                && now - clockSkewMillis >= SaturatedMillis.of(token.expiresAt().get());
        boolean begun = token.notBefore().isEmpty()
                || now + clockSkewMillis >= SaturatedMillis.of(token.notBefore().get());
        return begun && !ended;
    }

    private boolean isMeantForUs(AccessToken token) {
        boolean audience = rules.audience().isEmpty() || !Collections.disjoint(rules.audience(), token.audience());
        boolean issuer = rules.issuer().isEmpty() || rules.issuer().equals(token.issuer());
        return audience && issuer;
    }

    /** RFC 7800, 8705, 9449: sent as a plain bearer token, a bound one lacks the proof that it needs. */
    private static boolean isBoundToKey(AccessToken token) {
        return token.claims().containsKey("cnf");
    }
}
