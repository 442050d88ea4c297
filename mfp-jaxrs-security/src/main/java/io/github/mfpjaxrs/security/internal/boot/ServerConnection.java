package io.github.mfpjaxrs.security.internal.boot;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.internal.client.RestAuthorizationServer;
import io.github.mfpjaxrs.security.internal.client.RestClientFactory;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.decision.AccessTokenValidator;
import io.github.mfpjaxrs.security.internal.decision.DecisionListener;
import io.github.mfpjaxrs.security.internal.introspection.IntrospectorFactory;
import io.github.mfpjaxrs.security.internal.introspection.KnownEndpoints;
import io.github.mfpjaxrs.security.internal.introspection.ObservedAuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.IntrospectionExecutor;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.InstantSource;

/**
 * The threads, connections and endpoints for one authorization server. Servers do not share these resources, so that
 * one server's failure does not affect the others. Thread-safe. {@link #close()} stops the threads and closes the
 * connections.
 */
final class ServerConnection implements AutoCloseable {

    private final Settings settings;
    private final KnownEndpoints endpoints;
    private final IntrospectionExecutor executor;
    private final RestAuthorizationServer server;
    private final AuthorizationServer observedServer;
    private final Instrumentation instrumentation;

    ServerConnection(
            Settings settings, RestClientFactory clients, ClassLoader loader, Instrumentation instrumentation) {
        this.settings = settings;
        this.endpoints = new KnownEndpoints(settings.timeouts().total());
        this.executor = new IntrospectionExecutor(settings.guard().concurrent(), loader);
        this.server = new RestAuthorizationServer(
                clients, settings, loader, instrumentation::inContext, InstantSource.system());
        this.observedServer = instrumentation == Instrumentation.NONE
                ? server
                : new ObservedAuthorizationServer(server, instrumentation);
        this.instrumentation = instrumentation;
    }

    /** Creates the introspector selected by the configuration. */
    TokenIntrospector introspector() {
        return IntrospectorFactory.create(
                settings, observedServer, endpoints, Ticker.systemTicker(), InstantSource.system());
    }

    AccessTokenValidator validator(TokenIntrospector introspector, DecisionListener listener) {
        return new AccessTokenValidator(
                settings,
                introspector,
                executor,
                listener,
                instrumentation,
                Ticker.systemTicker(),
                InstantSource.system());
    }

    /**
     * Reads the server's metadata if endpoints are discovered rather than configured, so that mistakes are reported
     * at start-up.
     */
    void checkMetadata() {
        IntrospectorFactory.checkMetadata(settings, () -> server, endpoints);
    }

    @Override
    public void close() {
        executor.close();
        server.close();
    }
}
