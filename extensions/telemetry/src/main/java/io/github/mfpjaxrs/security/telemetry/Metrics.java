package io.github.mfpjaxrs.security.telemetry;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.CircuitBreaker;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.Snapshot;
import io.github.mfpjaxrs.security.TokenCache;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * The OpenTelemetry instruments. Every attribute has a small, fixed set of values, so that clients cannot create time
 * series. {@link ServerMetrics} records decisions and introspections for a single authorization server; all other
 * instruments are observed for each server.
 */
final class Metrics implements AutoCloseable {

    static final AttributeKey<String> SERVER = AttributeKey.stringKey("mfp.authorization_server");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
    static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
    static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
    static final AttributeKey<String> STATE = AttributeKey.stringKey("state");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    /**
     * The bucket boundaries in seconds. Introspections take at most {@code mfp.timeout.total}, which is three seconds
     * by default.
     */
    private static final List<Double> BUCKETS =
            List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

    private final LongCounter decisions;
    private final DoubleHistogram durations;
    private final LongCounter rejections;
    private final List<AutoCloseable> observers;

    Metrics(OpenTelemetry telemetry, TokenCache cache, AuthorizationServerStatus status) {
        Meter meter = telemetry.getMeter(Spans.SCOPE);
        decisions = meter.counterBuilder("mfp.decision")
                .setDescription("Decisions about requests")
                .setUnit("{request}")
                .build();
        durations = histogram(meter.histogramBuilder("mfp.introspection.duration")
                .setDescription("Duration of introspections, with any wait for a thread")
                .setUnit("s"));
        rejections = meter.counterBuilder("mfp.introspection.rejected")
                .setDescription("Introspections that were not started")
                .setUnit("{introspection}")
                .build();
        observers = List.of(
                counter(
                        meter,
                        "mfp.cache.requests",
                        "Requests to the cache",
                        "{request}",
                        measurement -> cache.statisticsByServer().forEach((server, statistics) -> {
                            measurement.record(statistics.hits(), Attributes.of(SERVER, server, RESULT, "hit"));
                            measurement.record(statistics.misses(), Attributes.of(SERVER, server, RESULT, "miss"));
                        })),
                counter(
                        meter,
                        "mfp.cache.evictions",
                        "Cached results removed because the cache was full or they had expired",
                        "{result}",
                        ofCaches(cache, TokenCache.Statistics::evictions)),
                gauge(
                        meter,
                        "mfp.cache.size",
                        "Cached results",
                        "{result}",
                        ofCaches(cache, TokenCache.Statistics::size)),
                gauge(
                        meter,
                        "mfp.circuit_breaker.state",
                        "1 for the current state",
                        "1",
                        ofServers(status, Metrics::recordState)),
                gauge(
                        meter,
                        "mfp.introspection.active",
                        "Introspections in progress or waiting for a thread",
                        "{introspection}",
                        ofServers(
                                status,
                                (measurement, server) ->
                                        measurement.record(server.snapshot().inProgress(), server.attributes()))),
                gauge(
                        meter,
                        "mfp.introspection.queued",
                        "Introspections waiting for a thread",
                        "{introspection}",
                        ofServers(
                                status,
                                (measurement, server) ->
                                        measurement.record(server.snapshot().waiting(), server.attributes()))));
    }

    private static DoubleHistogram histogram(DoubleHistogramBuilder builder) {
        try {
            builder.setExplicitBucketBoundariesAdvice(BUCKETS);
        } catch (LinkageError e) {
            // OpenTelemetry before 1.32 does not support this advice. MicroProfile Telemetry 1.1 exports no metrics
            // anyway.
        }
        return builder.build();
    }

    private static AutoCloseable counter(
            Meter meter, String name, String description, String unit, Consumer<ObservableLongMeasurement> callback) {
        return meter.counterBuilder(name)
                .setDescription(description)
                .setUnit(unit)
                .buildWithCallback(callback);
    }

    private static AutoCloseable gauge(
            Meter meter, String name, String description, String unit, Consumer<ObservableLongMeasurement> callback) {
        return meter.gaugeBuilder(name)
                .ofLongs()
                .setDescription(description)
                .setUnit(unit)
                .buildWithCallback(callback);
    }

    private static Consumer<ObservableLongMeasurement> ofCaches(
            TokenCache cache, ToLongFunction<TokenCache.Statistics> value) {
        return measurement -> cache.statisticsByServer()
                .forEach((server, statistics) ->
                        measurement.record(value.applyAsLong(statistics), Attributes.of(SERVER, server)));
    }

    /** An authorization server's attributes and status. */
    private record Server(Attributes attributes, Snapshot snapshot) {}

    private static Consumer<ObservableLongMeasurement> ofServers(
            AuthorizationServerStatus status, BiConsumer<ObservableLongMeasurement, Server> callback) {
        return measurement -> status.servers()
                .forEach(name -> callback.accept(
                        measurement,
                        new Server(
                                Attributes.of(SERVER, name),
                                status.ofServer(name).current())));
    }

    private static void recordState(ObservableLongMeasurement measurement, Server server) {
        for (CircuitBreaker state : CircuitBreaker.values()) {
            measurement.record(
                    state == server.snapshot().circuitBreaker() ? 1 : 0,
                    server.attributes().toBuilder().put(STATE, name(state)).build());
        }
    }

    /** Returns the attribute value for an enum constant. */
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    ServerMetrics ofServer(String name) {
        return new ServerMetrics(name, decisions, durations, rejections);
    }

    /** Removes the callbacks, which refer to the application. */
    @Override
    public void close() {
        for (AutoCloseable observer : observers) {
            try {
                observer.close();
            } catch (Exception e) {
                // The SDK might already have been shut down.
            }
        }
    }
}
