package io.github.mfpjaxrs.security.internal.decision;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.fakes.FakeListener;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.IntrospectionExecutor;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.time.InstantSource;
import java.util.List;

/**
 * The whole life cycle of a validator without a container: it starts, grants, refuses, encounters a failure, retries,
 * and stops. Public and with a no-arg constructor, so that it can be started through a separate class loader.
 */
public final class DetachedValidation implements Runnable {

    private static final RequiredScope ANY = RequiredScope.allOf("RegisteredClient");

    /** Called by reflection. */
    public DetachedValidation() {}

    public static AccessToken token(String scope) {
        return AccessToken.builder()
                .clientId("client")
                .userName("user")
                .scope(scope)
                .build();
    }

    @Override
    public void run() {
        try (IntrospectionExecutor threads =
                new IntrospectionExecutor(4, Thread.currentThread().getContextClassLoader())) {
            AccessTokenValidator validator = new AccessTokenValidator(
                    TestSettings.with(),
                    DetachedValidation::introspect,
                    threads,
                    new FakeListener(false),
                    Instrumentation.NONE,
                    Ticker.systemTicker(),
                    InstantSource.system());
            require(validator.validate(List.of("Bearer good"), ANY) instanceof AccessDecision.Granted);
            require(validator.validate(List.of("Bearer good"), ANY) instanceof AccessDecision.Granted);
            require(validator.validate(List.of("Bearer bad"), ANY) instanceof AccessDecision.Refused);
            require(validator.validate(List.of("Bearer trouble"), ANY) instanceof AccessDecision.Refused);
            validator.cache().clear();
        }
    }

    private static IntrospectionResult introspect(String token) {
        return switch (token) {
            case "good" -> new IntrospectionResult.Active(token("RegisteredClient"));
            case "bad" -> new IntrospectionResult.Inactive();
            default -> throw new AuthorizationServerFailure(AuthorizationServerFailure.Kind.SERVER_ERROR, "in trouble");
        };
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("not the decision that was expected");
        }
    }
}
