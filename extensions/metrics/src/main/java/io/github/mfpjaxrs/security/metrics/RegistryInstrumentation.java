package io.github.mfpjaxrs.security.metrics;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/** Measures from {@link #start} until {@link #stop}, and does nothing before or after. Thread-safe. */
final class RegistryInstrumentation implements Instrumentation {

    private final Map<String, ServerInstrumentation> servers = new ConcurrentHashMap<>();
    private volatile @Nullable Metrics metrics;

    void start(MetricRegistry registry, TokenCache cache, AuthorizationServerStatus status) {
        Metrics started = new Metrics(registry);
        started.observe(cache, status);
        metrics = started;
        servers.values().forEach(server -> server.start(started));
    }

    void stop() {
        Metrics before = metrics;
        metrics = null;
        servers.values().forEach(ServerInstrumentation::stop);
        if (before != null) {
            before.close();
        }
    }

    /**
     * Can be called before or after {@link #start}, because the library can connect to its servers before or after
     * startup.
     */
    @Override
    public Instrumentation ofServer(String name) {
        ServerInstrumentation server = servers.computeIfAbsent(name, ServerInstrumentation::new);
        Metrics started = metrics;
        if (started != null) {
            server.start(started);
        }
        return server;
    }
}
