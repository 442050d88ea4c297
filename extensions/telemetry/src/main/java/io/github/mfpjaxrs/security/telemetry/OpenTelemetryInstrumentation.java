package io.github.mfpjaxrs.security.telemetry;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Measures and traces from {@link #start} until {@link #stop}, and does nothing before or after. Thread-safe. */
final class OpenTelemetryInstrumentation implements Instrumentation {

    private record Started(Metrics metrics, OpenTelemetry telemetry) {}

    private final Map<String, ServerInstrumentation> servers = new ConcurrentHashMap<>();
    private volatile @Nullable Started started;

    void start(OpenTelemetry telemetry, TokenCache cache, AuthorizationServerStatus status) {
        Started now = new Started(new Metrics(telemetry, cache, status), telemetry);
        started = now;
        servers.forEach((name, server) -> start(name, server, now));
    }

    void stop() {
        Started before = started;
        started = null;
        servers.values().forEach(ServerInstrumentation::stop);
        if (before != null) {
            before.metrics().close();
        }
    }

    /**
     * Can be called before or after {@link #start}, because the library can connect to its servers before or after
     * startup.
     */
    @Override
    public Instrumentation ofServer(String name) {
        ServerInstrumentation server = servers.computeIfAbsent(name, absent -> new ServerInstrumentation());
        Started now = started;
        if (now != null) {
            start(name, server, now);
        }
        return server;
    }

    private static void start(String name, ServerInstrumentation server, Started started) {
        server.start(started.metrics().ofServer(name), new Spans(started.telemetry(), name));
    }
}
