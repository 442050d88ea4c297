package io.github.mfpjaxrs.security.internal.jaxrs;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.TestTokens;
import io.github.mfpjaxrs.security.internal.oauth.AccessTokenValidator;
import io.github.mfpjaxrs.security.internal.oauth.DecisionListener;
import io.github.mfpjaxrs.security.internal.oauth.Settings;
import io.github.mfpjaxrs.security.internal.oauth.TestSettings;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The authorization of requests without a container or a server: every token is active. */
final class TestAuthorization {

    private TestAuthorization() {}

    static RequestAuthorization granting(String scope, Executor executor, DecisionListener listener) {
        Settings settings = TestSettings.with();
        return new RequestAuthorization(
                new AccessTokenValidator(
                        settings,
                        token -> new IntrospectionResult.Active(
                                TestTokens.withScope(scope).build()),
                        executor,
                        listener,
                        Ticker.systemTicker(),
                        InstantSource.system()),
                new RefusalResponse(settings.errorBody()),
                new FakePublication());
    }
}
