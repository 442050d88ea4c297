package io.github.mfpjaxrs.security.internal.request;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.TestTokens;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.decision.AccessTokenValidator;
import io.github.mfpjaxrs.security.internal.decision.DecisionListener;
import io.github.mfpjaxrs.security.internal.decision.RefusalMessages;
import io.github.mfpjaxrs.security.internal.fakes.FakeListener;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.protection.PathProtection;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Authorizes requests without a container or a server. Every token is active. */
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
                ServerSelection.byConfiguration(),
                new RefusalMessages(settings.errorBody()),
                new FakePublication());
    }

    /**
     * Returns an authorization by path, with the keys and values of the given rules. Every token is active and has
     * the scope "a".
     */
    public static HttpAuthorization ofPaths(String... keysAndValues) {
        return ofPaths(new CountingIntrospector("a"), new FakeListener(false), keysAndValues);
    }

    static HttpAuthorization ofPaths(
            TokenIntrospector introspector, DecisionListener listener, String... keysAndValues) {
        return ofPaths(introspector, ServerSelection.byConfiguration(), listener, keysAndValues);
    }

    static HttpAuthorization ofPaths(
            TokenIntrospector introspector,
            ServerSelection servers,
            DecisionListener listener,
            String... keysAndValues) {
        Settings settings = TestSettings.with(keysAndValues);
        return new HttpAuthorization(
                new PathProtection(settings.pathRules()),
                new AccessTokenValidator(
                        settings,
                        introspector,
                        Runnable::run,
                        listener,
                        Instrumentation.NONE,
                        Ticker.systemTicker(),
                        InstantSource.system()),
                servers,
                new RefusalMessages(settings.errorBody()),
                new FakePublication(),
                new ProtectionResolver(settings.defaultScope()));
    }

    /** Grants a scope to every token, and counts the calls. */
    static final class CountingIntrospector implements TokenIntrospector {

        private final String scope;
        private final AtomicInteger calls = new AtomicInteger();

        CountingIntrospector(String scope) {
            this.scope = scope;
        }

        @Override
        public IntrospectionResult introspect(String accessToken) {
            calls.incrementAndGet();
            return new IntrospectionResult.Active(TestTokens.withScope(scope).build());
        }

        int calls() {
            return calls.get();
        }
    }
}
