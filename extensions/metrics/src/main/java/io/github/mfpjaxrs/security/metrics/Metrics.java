package io.github.mfpjaxrs.security.metrics;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.CircuitBreaker;
import io.github.mfpjaxrs.security.TokenCache;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/**
 * Registers the metrics. Every tag has a small, fixed set of values, so that clients cannot create time series.
 * Metrics with the same name must have the same tags. If a tag does not apply, its value is empty, and Prometheus
 * treats the tag as absent.
 */
final class Metrics implements AutoCloseable {

    private static final String NONE = "";

    private static final Metadata DECISION = metadata("mfp.decision", "Decisions about requests", MetricUnits.NONE);
    private static final Metadata DURATION = metadata(
            "mfp.introspection.duration",
            "Duration of introspections, with any wait for a thread",
            MetricUnits.SECONDS);
    private static final Metadata REJECTED =
            metadata("mfp.introspection.rejected", "Introspections that were not started", MetricUnits.NONE);
    private static final Metadata ACTIVE = metadata(
            "mfp.introspection.active", "Introspections in progress or waiting for a thread", MetricUnits.NONE);
    private static final Metadata QUEUED =
            metadata("mfp.introspection.queued", "Introspections waiting for a thread", MetricUnits.NONE);
    private static final Metadata CACHE_REQUESTS =
            metadata("mfp.cache.requests", "Requests to the cache", MetricUnits.NONE);
    private static final Metadata CACHE_EVICTIONS = metadata(
            "mfp.cache.evictions",
            "Cached results removed because the cache was full or they had expired",
            MetricUnits.NONE);
    private static final Metadata CACHE_SIZE = metadata("mfp.cache.size", "Cached results", MetricUnits.NONE);
    private static final Metadata STATE =
            metadata("mfp.circuit_breaker.state", "1 for the current state", MetricUnits.NONE);

    private final MetricRegistry registry;
    private final Queue<MetricID> registered = new ConcurrentLinkedQueue<>();

    Metrics(MetricRegistry registry) {
        this.registry = registry;
    }

    private static Metadata metadata(String name, String description, String unit) {
        return Metadata.builder()
                .withName(name)
                .withDescription(description)
                .withUnit(unit)
                .build();
    }

    /** Returns the tag value for an enum constant. */
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Tag server(String name) {
        return new Tag("mfp_authorization_server", name);
    }

    Counter granted(String server) {
        return counter(DECISION, server(server), new Tag("outcome", "granted"), new Tag("reason", NONE));
    }

    Counter refused(String server, Enum<?> reason) {
        return counter(DECISION, server(server), new Tag("outcome", "refused"), new Tag("reason", name(reason)));
    }

    Counter rejected(String server, Enum<?> kind) {
        return counter(REJECTED, server(server), new Tag("error_type", name(kind)));
    }

    Timer concluded(String server, Enum<?> outcome) {
        return timer(server(server), new Tag("outcome", name(outcome)), new Tag("error_type", NONE));
    }

    Timer failed(String server, Enum<?> kind) {
        return timer(server(server), new Tag("outcome", "failed"), new Tag("error_type", name(kind)));
    }

    /**
     * Registers metrics for values that the library maintains anyway. The values are read only when the metrics are
     * read.
     */
    void observe(TokenCache cache, AuthorizationServerStatus status) {
        for (String server : status.servers()) {
            Supplier<TokenCache.Statistics> statistics =
                    () -> cache.statisticsByServer().getOrDefault(server, new TokenCache.Statistics(0, 0, 0, 0));
            AuthorizationServerStatus ofServer = status.ofServer(server);
            gauge(CACHE_REQUESTS, () -> statistics.get().hits(), server(server), new Tag("result", "hit"));
            gauge(CACHE_REQUESTS, () -> statistics.get().misses(), server(server), new Tag("result", "miss"));
            gauge(CACHE_EVICTIONS, () -> statistics.get().evictions(), server(server));
            gauge(CACHE_SIZE, () -> statistics.get().size(), server(server));
            gauge(ACTIVE, () -> ofServer.current().inProgress(), server(server));
            gauge(QUEUED, () -> ofServer.current().waiting(), server(server));
            for (CircuitBreaker state : CircuitBreaker.values()) {
                gauge(
                        STATE,
                        () -> ofServer.current().circuitBreaker() == state ? 1 : 0,
                        server(server),
                        new Tag("state", name(state)));
            }
        }
    }

    private Counter counter(Metadata metadata, Tag... tags) {
        registered.add(new MetricID(metadata.getName(), tags));
        return registry.counter(metadata, tags);
    }

    private Timer timer(Tag... tags) {
        registered.add(new MetricID(DURATION.getName(), tags));
        return registry.timer(DURATION, tags);
    }

    private <T extends Number> void gauge(Metadata metadata, Supplier<T> value, Tag... tags) {
        registered.add(new MetricID(metadata.getName(), tags));
        registry.gauge(metadata, value, tags);
    }

    /** Removes the metrics, some of which refer to the application. */
    @Override
    public void close() {
        for (MetricID id = registered.poll(); id != null; id = registered.poll()) {
            try {
                registry.remove(id);
            } catch (RuntimeException e) {
                // The registry might already have been shut down.
            }
        }
    }
}
