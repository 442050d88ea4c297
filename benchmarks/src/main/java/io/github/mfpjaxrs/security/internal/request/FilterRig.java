package io.github.mfpjaxrs.security.internal.request;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.benchmarks.SampleTokens;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.config.SettingsReader;
import io.github.mfpjaxrs.security.internal.decision.AccessTokenValidator;
import io.github.mfpjaxrs.security.internal.decision.DecisionListener;
import io.github.mfpjaxrs.security.internal.decision.RefusalMessages;
import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import io.github.mfpjaxrs.security.internal.protection.MethodRequirements;
import io.github.mfpjaxrs.security.internal.protection.Protection;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethod;
import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Creates a protected method's filter and everything it depends on, except the container and the network. */
final class FilterRig {

    private static final DecisionListener NOBODY_LISTENS = new DecisionListener() {

        @Override
        public boolean isListening() {
            return false;
        }

        @Override
        public void decided(AccessDecided decision) {
            throw new IllegalStateException("nobody listens");
        }
    };

    /** Does nothing, because the request scope and its cost belong to the container. */
    private static final SecurityContextPublisher NOBODY_INJECTS = new SecurityContextPublisher() {

        @Override
        public void publish(CallerSecurityContext caller, @Nullable Allowance allowance) {
            // The container's cost is not measured.
        }

        @Override
        public void retract() {
            // Nothing was published.
        }
    };

    private final AccessTokenValidator validator;
    private final ResourceAuthorizer authorizer;

    FilterRig(TokenIntrospector introspector, Executor executor) {
        this(introspector, executor, Duration.ofDays(1));
    }

    FilterRig(TokenIntrospector introspector, Executor executor, Duration maxAge) {
        Settings settings = settings(maxAge);
        validator = new AccessTokenValidator(
                settings,
                introspector,
                executor,
                NOBODY_LISTENS,
                Instrumentation.NONE,
                Ticker.systemTicker(),
                InstantSource.system());
        authorizer = new ResourceAuthorizer(
                new MethodRequirements(new ProtectionResolver(settings.defaultScope()), type -> Set.of()),
                new RequestAuthorizer(
                        validator,
                        ServerSelection.byConfiguration(),
                        new RefusalMessages(settings.errorBody()),
                        NOBODY_INJECTS));
    }

    private static Settings settings(Duration maxAge) {
        Map<String, String> properties = Map.of(
                "mfp.authorization-server.url", "http://127.0.0.1/mfp/api",
                "mfp.client-id", "benchmark",
                "mfp.client-secret", "secret",
                "mfp.cache.max-age", maxAge.toString());
        return SettingsReader.read(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "benchmark", 500))
                .build());
    }

    /** Returns the filter for a method that accepts cached responses. */
    ContainerRequestFilter filter() {
        return filter(RequiredScope.allOf(SampleTokens.SCOPE));
    }

    /** Returns the filter for a method that requires introspection on every request. */
    ContainerRequestFilter freshFilter() {
        return filter(RequiredScope.allOf(SampleTokens.SCOPE).withMaxAge(Duration.ZERO));
    }

    private ContainerRequestFilter filter(RequiredScope required) {
        return new MethodProtectionFilter(
                authorizer,
                new MethodProtection(
                        new ResourceMethod(FilterRig.class, FilterRig.class.getDeclaredMethods()[0]),
                        new Protection.Scoped(required),
                        MethodProtection.Place.ROOT_RESOURCE,
                        new Protection.Unsaid(),
                        false));
    }

    /** Fills the cache with tokens without keeping references to them. */
    void cache(int tokens) throws IOException {
        ContainerRequestFilter filter = filter();
        FakeRequest request = new FakeRequest();
        for (int i = 0; i < tokens; i++) {
            filter.filter(request.with(authorization(i)));
            if (request.abortedWith() != null) {
                throw new IllegalStateException("refused: " + request.abortedWith());
            }
        }
    }

    TokenCache.Statistics statistics() {
        return validator.cache().statistics();
    }

    static List<String> authorization(int number) {
        return List.of("Bearer " + SampleTokens.token(number));
    }
}
