package io.github.mfpjaxrs.security.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.spi.Instrumentation.Outcome;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Grafana dashboard and the alert rules of the documentation use the metrics that this jar records. */
@Tag("O2")
class DashboardTest {

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private static final Path DASHBOARDS = Path.of("../../docs/dashboards");
    private static final Path DASHBOARD = DASHBOARDS.resolve("mfp-jaxrs-security.json");
    private static final Path ALERTS = DASHBOARDS.resolve("mfp-jaxrs-security-alerts.yaml");

    /** A metric in PromQL, with the label matchers if there are any. The one label with the same prefix is excluded. */
    private static final Pattern SELECTOR = Pattern.compile("\\b(mfp_(?!authorization_server\\b)\\w+)(?:\\{([^}]*)})?");

    private static final Pattern MATCHER = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern ALERT = Pattern.compile("(?m)^ *- alert: \\w+$");
    private static final Pattern EXPRESSION = Pattern.compile("(?m)^ *expr: (.+)$");

    /** The labels that Prometheus adds, and the label of a histogram bucket. */
    private static final Set<String> ADDED = Set.of("job", "instance", "le");

    /** The values of each label, by the metric's name in Prometheus. */
    private Map<String, Map<String, Set<String>>> recorded;

    private Metrics metrics;

    private static final class EmptyCache implements TokenCache {

        @Override
        public void evict(String accessToken) {}

        @Override
        public void evictUser(String userName) {}

        @Override
        public void evictDevice(String deviceId) {}

        @Override
        public void evictClient(String clientId) {}

        @Override
        public void clear() {}

        @Override
        public Statistics statistics() {
            return new Statistics(0, 0, 0, 0);
        }
    }

    private static final class UnknownStatus implements AuthorizationServerStatus {

        @Override
        public Snapshot current() {
            return new Snapshot(State.UNKNOWN, Optional.empty(), Optional.empty(), CircuitBreaker.CLOSED, 0, 0);
        }

        @Override
        public CompletionStage<Snapshot> check() {
            return CompletableFuture.completedFuture(current());
        }
    }

    @BeforeEach
    void recordEverything() {
        metrics = new Metrics(TELEMETRY.getOpenTelemetry(), new EmptyCache(), new UnknownStatus());
        ServerMetrics ofServer = metrics.ofServer("default");
        ofServer.granted();
        Stream.of(AccessDecision.Reason.values()).forEach(ofServer::refused);
        Stream.of(Outcome.values()).forEach(outcome -> ofServer.succeeded(outcome, Duration.ZERO, Context.root()));
        for (FailureKind kind : FailureKind.values()) {
            ofServer.rejected(kind);
            ofServer.failed(kind, Duration.ZERO, Context.root());
        }
        recorded = new HashMap<>();
        for (MetricData metric : TELEMETRY.getMetrics()) {
            namesInPrometheus(metric).forEach(name -> recorded.put(name, labels(metric)));
        }
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void dashboardWhenReadThenEveryMetricIsRecorded() throws IOException {
        List<String> queries = dashboardQueries();

        assertThat(queries).hasSizeGreaterThan(10);
        assertThat(queries.stream().flatMap(this::mistakes)).isEmpty();
    }

    @Test
    void alertsWhenReadThenEveryMetricIsRecorded() throws IOException {
        String alerts = Files.readString(ALERTS);
        List<String> queries = EXPRESSION
                .matcher(alerts)
                .results()
                .map(expression -> expression.group(1))
                .toList();

        assertThat(queries).isNotEmpty().hasSize((int)
                ALERT.matcher(alerts).results().count());
        assertThat(queries.stream().flatMap(this::mistakes)).isEmpty();
    }

    @Test
    void dashboardWhenReadThenShowsEveryMetric() throws IOException {
        Set<String> shown = dashboardQueries().stream()
                .flatMap(query -> SELECTOR.matcher(query).results())
                .map(selector -> selector.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown).containsExactlyInAnyOrderElementsOf(recorded.keySet());
    }

    /** Verifies the checks below; each of these queries has one mistake. */
    @Test
    void mistakesWhenAQueryIsWrongThenFound() {
        assertThat(Stream.of(
                        "rate(mfp_decisions_total[5m])",
                        "rate(mfp_decision_total{cause=\"unavailable\"}[5m])",
                        "rate(mfp_decision_total{reason=\"down\"}[5m])",
                        "mfp_circuit_breaker_state_ratio{state=~\"open|shut\"}",
                        "mfp_cache_size{server=~\"$server\"}",
                        "sum by (cause) (mfp_cache_size)"))
                .allSatisfy(query -> assertThat(mistakes(query)).hasSize(1));
    }

    private Stream<String> mistakes(String query) {
        List<String> found = new ArrayList<>();
        Set<String> labels = new HashSet<>(ADDED);
        Matcher selectors = SELECTOR.matcher(query);
        while (selectors.find()) {
            Map<String, Set<String>> ofMetric = recorded.get(selectors.group(1));
            if (ofMetric == null) {
                found.add("no metric " + selectors.group(1) + " in " + query);
            } else {
                labels.addAll(ofMetric.keySet());
                Optional.ofNullable(selectors.group(2))
                        .ifPresent(matchers -> wrongMatchers(matchers, ofMetric)
                                .forEach(wrong -> found.add("no " + wrong + " in " + query)));
            }
        }
        GROUPING.matcher(query)
                .results()
                .flatMap(grouping -> Arrays.stream(grouping.group(1).split(", *")))
                .filter(label -> !labels.contains(label))
                .forEach(label -> found.add("no label " + label + " in " + query));
        return found.stream();
    }

    private static Stream<String> wrongMatchers(String matchers, Map<String, Set<String>> ofMetric) {
        return MATCHER.matcher(matchers)
                .results()
                .filter(matcher -> !ADDED.contains(matcher.group(1)))
                .filter(matcher -> isWrong(matcher.group(2), ofMetric.get(matcher.group(1))))
                .map(matcher -> matcher.group());
    }

    /** Returns whether a value was never recorded. A dashboard variable stands for any value. */
    private static boolean isWrong(String values, @Nullable Set<String> recorded) {
        return recorded == null || !values.startsWith("$") && !recorded.containsAll(List.of(values.split("\\|")));
    }

    /**
     * Returns the names according to the OpenTelemetry specification "Prometheus and OpenMetrics Compatibility": dots
     * become underscores, units in braces are left out, others are appended, and a counter ends with {@code _total}.
     */
    private static List<String> namesInPrometheus(MetricData metric) {
        String name = metric.getName().replace('.', '_');
        MetricDataType type = metric.getType();
        if (metric.getUnit().equals("s")) {
            name += "_seconds";
        } else if (metric.getUnit().equals("1")) {
            assertThat(type).isEqualTo(MetricDataType.LONG_GAUGE);
            name += "_ratio";
        } else {
            assertThat(metric.getUnit()).matches("\\{\\w+}");
        }
        return switch (type) {
            case HISTOGRAM -> List.of(name + "_bucket", name + "_sum", name + "_count");
            case LONG_SUM -> List.of(name + "_total");
            default -> List.of(name);
        };
    }

    private static Map<String, Set<String>> labels(MetricData metric) {
        Map<String, Set<String>> labels = new HashMap<>();
        metric.getData()
                .getPoints()
                .forEach(point -> point.getAttributes()
                        .forEach((key, value) -> labels.computeIfAbsent(
                                        key.getKey().replace('.', '_'), absent -> new HashSet<>())
                                .add(value.toString())));
        return labels;
    }

    private static List<String> dashboardQueries() throws IOException {
        try (JsonReader reader = Json.createReader(new StringReader(Files.readString(DASHBOARD)))) {
            List<String> queries = new ArrayList<>();
            collectQueries(reader.readObject(), queries);
            return queries;
        }
    }

    private static void collectQueries(JsonValue value, List<String> queries) {
        if (value instanceof JsonArray array) {
            array.forEach(element -> collectQueries(element, queries));
        } else if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                if (member instanceof JsonString text && Set.of("expr", "query").contains(name)) {
                    queries.add(text.getString());
                }
                collectQueries(member, queries);
            });
        }
    }
}
