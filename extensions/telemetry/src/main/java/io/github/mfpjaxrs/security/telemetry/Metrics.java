package io.github.mfpjaxrs.security.telemetry;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.CircuitBreaker;
import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.spi.Instrumentation.Outcome;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The instruments. Every attribute has one of a few values that are known beforehand, so that no client can create
 * time series. All attribute sets are created once.
 */
final class Metrics implements AutoCloseable {

    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
    static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
    static final AttributeKey<String> RESULT = AttributeKey.stringKey("result");
    static final AttributeKey<String> STATE = AttributeKey.stringKey("state");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    /** Seconds. The library gives up after {@code mfp.timeout.total}, which is three seconds by default. */
    private static final List<Double> BUCKETS =
            List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

    private static final double NANOS_PER_SECOND = 1e9;

    private static final Attributes GRANTED = Attributes.of(OUTCOME, "granted");
    private static final Attributes HIT = Attributes.of(RESULT, "hit");
    private static final Attributes MISS = Attributes.of(RESULT, "miss");
    private static final Map<AccessDecision.Reason, Attributes> REFUSED = refused();
    private static final Map<Outcome, Attributes> CONCLUDED = concluded();
    private static final Map<FailureKind, Attributes> FAILED = failures();
    private static final Map<FailureKind, Attributes> REJECTED = rejections();
    private static final Map<CircuitBreaker, Attributes> STATES = states();

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
                counter(meter, "mfp.cache.requests", "Requests to the cache", "{request}", measurement -> {
                    TokenCache.Statistics statistics = cache.statistics();
                    measurement.record(statistics.hits(), HIT);
                    measurement.record(statistics.misses(), MISS);
                }),
                counter(
                        meter,
                        "mfp.cache.evictions",
                        "Cached results removed because the cache was full or they had expired",
                        "{result}",
                        measurement -> measurement.record(cache.statistics().evictions())),
                gauge(
                        meter,
                        "mfp.cache.size",
                        "Cached results",
                        "{result}",
                        measurement -> measurement.record(cache.statistics().size())),
                gauge(meter, "mfp.circuit_breaker.state", "1 for the current state", "1", measurement -> {
                    CircuitBreaker current = status.current().circuitBreaker();
                    STATES.forEach((state, attributes) -> measurement.record(state == current ? 1 : 0, attributes));
                }),
                gauge(
                        meter,
                        "mfp.introspection.active",
                        "Introspections in progress or waiting for a thread",
                        "{introspection}",
                        measurement -> measurement.record(status.current().inProgress())),
                gauge(
                        meter,
                        "mfp.introspection.queued",
                        "Introspections waiting for a thread",
                        "{introspection}",
                        measurement -> measurement.record(status.current().waiting())));
    }

    private static DoubleHistogram histogram(DoubleHistogramBuilder builder) {
        try {
            builder.setExplicitBucketBoundariesAdvice(BUCKETS);
        } catch (LinkageError e) {
            // OpenTelemetry before 1.32 has no advice; MicroProfile Telemetry 1.1 exports no metrics anyway.
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

    void granted() {
        decisions.add(1, GRANTED);
    }

    void refused(AccessDecision.Reason reason) {
        decisions.add(1, attributes(REFUSED, reason));
    }

    void rejected(FailureKind kind) {
        rejections.add(1, attributes(REJECTED, kind));
    }

    /** @param context with the span of the introspection, for exemplars */
    void succeeded(Outcome outcome, Duration duration, Context context) {
        durations.record(duration.toNanos() / NANOS_PER_SECOND, attributes(CONCLUDED, outcome), context);
    }

    /** @param context with the span of the introspection, for exemplars */
    void failed(FailureKind kind, Duration duration, Context context) {
        durations.record(duration.toNanos() / NANOS_PER_SECOND, attributes(FAILED, kind), context);
    }

    /** Ends the callbacks, which refer to the application. */
    @Override
    public void close() {
        for (AutoCloseable observer : observers) {
            try {
                observer.close();
            } catch (Exception e) {
                // The SDK may have been shut down before.
            }
        }
    }

    /** The value of an attribute for a constant. */
    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <K extends Enum<K>> Attributes attributes(Map<K, Attributes> all, K key) {
        return all.getOrDefault(key, Attributes.empty());
    }

    private static Map<AccessDecision.Reason, Attributes> refused() {
        Map<AccessDecision.Reason, Attributes> all = new EnumMap<>(AccessDecision.Reason.class);
        for (AccessDecision.Reason reason : AccessDecision.Reason.values()) {
            all.put(reason, Attributes.of(OUTCOME, "refused", REASON, name(reason)));
        }
        return all;
    }

    private static Map<Outcome, Attributes> concluded() {
        Map<Outcome, Attributes> all = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            all.put(outcome, Attributes.of(OUTCOME, name(outcome)));
        }
        return all;
    }

    private static Map<FailureKind, Attributes> failures() {
        Map<FailureKind, Attributes> all = new EnumMap<>(FailureKind.class);
        for (FailureKind kind : FailureKind.values()) {
            all.put(kind, Attributes.of(OUTCOME, "failed", ERROR_TYPE, name(kind)));
        }
        return all;
    }

    private static Map<FailureKind, Attributes> rejections() {
        Map<FailureKind, Attributes> all = new EnumMap<>(FailureKind.class);
        for (FailureKind kind : FailureKind.values()) {
            all.put(kind, Attributes.of(ERROR_TYPE, name(kind)));
        }
        return all;
    }

    private static Map<CircuitBreaker, Attributes> states() {
        Map<CircuitBreaker, Attributes> all = new EnumMap<>(CircuitBreaker.class);
        for (CircuitBreaker state : CircuitBreaker.values()) {
            all.put(state, Attributes.of(STATE, name(state)));
        }
        return all;
    }
}
