package io.github.mfpjaxrs.security.internal.request;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.TestTokens;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.decision.AccessTokenValidator;
import io.github.mfpjaxrs.security.internal.decision.DecisionListener;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** The authorization of requests without a container or a server: every token is active. */
public final class TestAuthorization {

    private TestAuthorization() {}

    public static RequestAuthorizer granting(String scope, Executor executor, DecisionListener listener) {
        Settings settings = TestSettings.with();
        return new RequestAuthorizer(
                new AccessTokenValidator(
                        settings,
                        token -> new IntrospectionResult.Active(
                                TestTokens.withScope(scope).build()),
                        executor,
                        listener,
                        Instrumentation.NONE,
                        Ticker.systemTicker(),
                        InstantSource.system()),
                new RefusalResponse(settings.errorBody()),
                new FakePublication());
    }
}
