package io.github.mfpjaxrs.security.telemetry;

import static io.github.mfpjaxrs.security.telemetry.Metrics.ERROR_TYPE;
import static io.github.mfpjaxrs.security.telemetry.Metrics.OUTCOME;
import static io.github.mfpjaxrs.security.telemetry.Metrics.REASON;
import static io.github.mfpjaxrs.security.telemetry.Metrics.SERVER;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.spi.Instrumentation.Outcome;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Records metrics for a single authorization server. All attribute sets are created in advance. */
final class ServerMetrics {

    private static final double NANOS_PER_SECOND = 1e9;

    private final LongCounter decisions;
    private final DoubleHistogram durations;
    private final LongCounter rejections;

    private final Attributes granted;
    private final Map<AccessDecision.Reason, Attributes> refused;
    private final Map<Outcome, Attributes> concluded;
    private final Map<FailureKind, Attributes> failed;
    private final Map<FailureKind, Attributes> rejected;

    ServerMetrics(String server, LongCounter decisions, DoubleHistogram durations, LongCounter rejections) {
        this.decisions = decisions;
        this.durations = durations;
        this.rejections = rejections;
        granted = Attributes.of(SERVER, server, OUTCOME, "granted");
        refused = each(
                AccessDecision.Reason.class,
                reason -> Attributes.of(SERVER, server, OUTCOME, "refused", REASON, Metrics.name(reason)));
        concluded = each(Outcome.class, outcome -> Attributes.of(SERVER, server, OUTCOME, Metrics.name(outcome)));
        failed = each(
                FailureKind.class,
                kind -> Attributes.of(SERVER, server, OUTCOME, "failed", ERROR_TYPE, Metrics.name(kind)));
        rejected = each(FailureKind.class, kind -> Attributes.of(SERVER, server, ERROR_TYPE, Metrics.name(kind)));
    }

    private static <K extends Enum<K>> Map<K, Attributes> each(Class<K> type, Function<K, Attributes> attributes) {
        Map<K, Attributes> all = new EnumMap<>(type);
        for (K constant : type.getEnumConstants()) {
            all.put(constant, attributes.apply(constant));
        }
        return all;
    }

    void granted() {
        decisions.add(1, granted);
    }

    void refused(AccessDecision.Reason reason) {
        decisions.add(1, attributes(refused, reason));
    }

    void rejected(FailureKind kind) {
        rejections.add(1, attributes(rejected, kind));
    }

    /** @param context contains the introspection's span, for exemplars */
    void succeeded(Outcome outcome, Duration duration, Context context) {
        durations.record(duration.toNanos() / NANOS_PER_SECOND, attributes(concluded, outcome), context);
    }

    /** @param context contains the introspection's span, for exemplars */
    void failed(FailureKind kind, Duration duration, Context context) {
        durations.record(duration.toNanos() / NANOS_PER_SECOND, attributes(failed, kind), context);
    }

    private static <K extends Enum<K>> Attributes attributes(Map<K, Attributes> all, K key) {
        return all.getOrDefault(key, Attributes.empty());
    }
}
