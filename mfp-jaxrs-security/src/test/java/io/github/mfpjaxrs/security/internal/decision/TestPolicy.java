package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.Settings;
import java.time.InstantSource;

/** Decisions for tests in other packages. */
public final class TestPolicy {

    private TestPolicy() {}

    public static AccessDecision decide(
            Settings settings, InstantSource clock, AccessToken token, RequiredScope required) {
        return new TokenPolicy(settings.rules(), new Refusals(settings.realm()), clock).decide(token, required);
    }
}
