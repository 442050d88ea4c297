package io.github.mfpjaxrs.security.it.extensions;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.health.WarningWatch;
import io.github.mfpjaxrs.security.it.app.health.Warnings;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.telemetry.TelemetryApi;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import jakarta.enterprise.inject.spi.Extension;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests what the runtime's OpenTelemetry SDK exports. Also tests the jar on runtimes without the OpenTelemetry API. */
@RuntimeTest
@Tag("O2")
class TelemetryIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @AutoClose
    private static final TelemetryCollector COLLECTOR = TelemetryCollector.start();

    private static final Duration EXPORTED = Duration.ofMinutes(1);

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("traced")
                .of(RestApplication.class, Accounts.class, WarningWatch.class, Warnings.class)
                .with(TelemetryApi.class)
                .against(SERVER)
                .config("mfp.retry.max", "0")
                .config("otel.sdk.disabled", "false")
                .config("otel.service.name", "accounts")
                .config("otel.traces.exporter", "otlp")
                .config("otel.metrics.exporter", "otlp")
                .config("otel.logs.exporter", "none")
                .config("otel.exporter.otlp.protocol", "http/protobuf")
                .config("otel.exporter.otlp.endpoint", COLLECTOR.url())
                .config("otel.bsp.schedule.delay", "200")
                .config("otel.metric.export.interval", "500")
                .build()
                .addAsServiceProvider(Extension.class, WarningWatch.class);
    }

    @AfterEach
    void recover() {
        SERVER.recover();
    }

    @Test
    void requestWhenItsTokenIsIntrospectedThenSpansBelowThatOfTheRequest() throws Exception {
        Ability.TELEMETRY.assume();
        String trace = newTrace();
        SERVER.revokeOwnTokens();

        HttpResponse<String> response = site.send(traced(trace, SERVER.issue("accessRestricted", "john")));

        assertThat(response.statusCode()).isEqualTo(200);
        Span introspection = span(below(trace), named("mfp.introspection").and(with("outcome", "active")));
        Span call = span(childOf(introspection), named("POST " + SERVER.url().getPath() + "/az/v1/introspection"));
        assertBelowTheRequest(introspection);
        assertThat(call.getTraceId()).isEqualTo(introspection.getTraceId());
        assertThat(call.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
        assertThat(attributes(call))
                .containsEntry("http.request.method", "POST")
                .containsEntry("http.response.status_code", 200L)
                .containsEntry("server.address", SERVER.url().getHost())
                .containsEntry("server.port", (long) SERVER.port())
                .containsEntry("url.full", SERVER.url() + "/az/v1/introspection");
    }

    @Test
    void requestWhenTheServerFailsThenTheSpansAreErrors() throws Exception {
        Ability.TELEMETRY.assume();
        String trace = newTrace();
        SERVER.failIntrospection(Fault.status(500), 1);

        HttpResponse<String> response = site.send(traced(trace, SERVER.issue("accessRestricted", "john")));

        assertThat(response.statusCode()).isEqualTo(503);
        Span introspection = span(below(trace), named("mfp.introspection").and(with("outcome", "failed")));
        Span call = span(childOf(introspection), named("POST " + SERVER.url().getPath() + "/az/v1/introspection"));
        assertThat(attributes(introspection))
                .containsEntry("mfp.authorization_server", "default")
                .containsEntry("error.type", "server_error");
        assertThat(attributes(call)).containsEntry("error.type", "500");
        assertThat(List.of(introspection, call))
                .allMatch(span -> span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR);
    }

    @Test
    void requestsWhenTheyShareAnIntrospectionThenTheOtherOnesLinkToIt() throws Exception {
        Ability.TELEMETRY.assume();
        String first = newTrace();
        String second = newTrace();
        String token = SERVER.issue("accessRestricted", "john");
        SERVER.resetCounters();
        SERVER.failIntrospection(Fault.delay(Duration.ofSeconds(5)), 1);

        CompletableFuture<HttpResponse<String>> response = sendAsync(traced(first, token));
        await().until(() -> SERVER.introspections() == 1);
        assertThat(site.send(traced(second, token)).statusCode()).isEqualTo(200);
        assertThat(response.get().statusCode()).isEqualTo(200);

        Span waiting = span(below(second), named("mfp.introspection.wait"));
        assertBelowTheRequest(waiting);
        Span introspection = span(below(first), withId(waiting.getLinks(0).getSpanId()));
        assertThat(introspection.getName()).isEqualTo("mfp.introspection");
    }

    @Test
    void requestsWhenGrantedAndRefusedThenTheMetricsHaveTheirNamesUnitsAndAttributes() throws Exception {
        Ability.TELEMETRY_METRICS.assume();
        String token = SERVER.issue("accessRestricted", "john");

        assertThat(site.get("accounts/balance", token).statusCode()).isEqualTo(200);
        assertThat(site.get("accounts/balance", token).statusCode()).isEqualTo(200);
        assertThat(site.get("accounts/balance").statusCode()).isEqualTo(401);

        await().atMost(EXPORTED).untilAsserted(() -> {
            Map<Map<String, Object>, Long> decisions = values("mfp.decision");
            assertThat(decisions.get(ofDefault("outcome", "granted"))).isGreaterThanOrEqualTo(2);
            assertThat(decisions.get(ofDefault("outcome", "refused", "reason", "missing_token")))
                    .isGreaterThanOrEqualTo(1);
            Map<Map<String, Object>, Long> requests = values("mfp.cache.requests");
            assertThat(requests.get(ofDefault("result", "hit"))).isGreaterThanOrEqualTo(1);
            assertThat(requests.get(ofDefault("result", "miss"))).isGreaterThanOrEqualTo(1);
        });
        Map<String, Metric> metrics = COLLECTOR.metrics();
        assertThat(metrics.values().stream().collect(toMap(Metric::getName, Metric::getUnit)))
                .containsAllEntriesOf(Map.of(
                        "mfp.decision", "{request}",
                        "mfp.introspection.duration", "s",
                        "mfp.introspection.active", "{introspection}",
                        "mfp.introspection.queued", "{introspection}",
                        "mfp.cache.requests", "{request}",
                        "mfp.cache.evictions", "{result}",
                        "mfp.cache.size", "{result}",
                        "mfp.circuit_breaker.state", "1"));
        assertThat(metrics.get("mfp.introspection.duration").getHistogram().getDataPointsList())
                .filteredOn(point ->
                        TelemetryCollector.attributes(point.getAttributesList()).equals(ofDefault("outcome", "active")))
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.getCount()).isPositive();
                    assertThat(point.getExplicitBoundsList()).startsWith(0.001, 0.0025);
                });
        assertThat(values("mfp.circuit_breaker.state"))
                .isEqualTo(Map.of(
                        ofDefault("state", "closed"),
                        1L,
                        ofDefault("state", "half_open"),
                        0L,
                        ofDefault("state", "open"),
                        0L));
    }

    @Test
    void requestsWhenTokensAreUnknownThenNothingOfThemIsExported() throws Exception {
        Ability.TELEMETRY.assume();
        String trace = newTrace();

        for (int i = 0; i < 20; i++) {
            assertThat(site.get("accounts/balance", "unknown-token-" + i).statusCode())
                    .isEqualTo(401);
        }
        site.send(traced(trace, "unknown-token-last"));

        span(below(trace), named("mfp.introspection").and(with("outcome", "inactive")));
        assertThat(COLLECTOR.text()).contains("mfp.introspection").doesNotContain("unknown-token-");
    }

    @Test
    void jarWhenTheApiIsMissingThenTheApplicationWorksAndOneLineTellsWhatIsMissing() throws Exception {
        assumeThat(Ability.TELEMETRY.isThere()).isFalse();

        MissingApi.assertNamed(
                site, SERVER.issue("accessRestricted", "john"), "mfp-jaxrs-security-telemetry", "OpenTelemetry API");
    }

    /** Creates a request as sent by a client that records traces. */
    private HttpRequest.Builder traced(String trace, String token) {
        return site.authorized("accounts/balance", token).header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
    }

    private CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return site.send(request);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static Span span(Predicate<Span> place, Predicate<Span> condition) {
        Optional<Span> span = await().atMost(EXPORTED)
                .until(
                        () -> COLLECTOR.spans().stream()
                                .filter(place.and(condition))
                                .findFirst(),
                        Optional::isPresent);
        return span.orElseThrow();
    }

    /** Matches spans in this trace. If the runtime starts the request's span too late, matches every span. */
    private static Predicate<Span> below(String trace) {
        ByteString id = ByteString.copyFrom(HexFormat.of().parseHex(trace));
        return span -> !Ability.TELEMETRY_PARENT.isThere() || span.getTraceId().equals(id);
    }

    private static void assertBelowTheRequest(Span span) {
        if (Ability.TELEMETRY_PARENT.isThere()) {
            Span parent = span(withId(span.getParentSpanId()), each -> true);
            assertThat(parent.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
        } else {
            assertThat(span.getParentSpanId()).isEqualTo(ByteString.EMPTY);
        }
    }

    private static Predicate<Span> childOf(Span parent) {
        return span -> span.getParentSpanId().equals(parent.getSpanId());
    }

    private static Predicate<Span> with(String attribute, String value) {
        return span -> value.equals(attributes(span).get(attribute));
    }

    private static Predicate<Span> named(String name) {
        return span -> span.getName().equals(name);
    }

    private static Predicate<Span> withId(ByteString id) {
        return span -> span.getSpanId().equals(id);
    }

    /** Returns these attributes together with the name of the default authorization server. */
    private static Map<String, Object> ofDefault(String... attributes) {
        Map<String, Object> all = new TreeMap<>();
        all.put("mfp.authorization_server", "default");
        for (int i = 0; i < attributes.length; i += 2) {
            all.put(attributes[i], attributes[i + 1]);
        }
        return all;
    }

    private static Map<String, Object> attributes(Span span) {
        return TelemetryCollector.attributes(span.getAttributesList());
    }

    /** Returns the values of a counter or gauge, keyed by their attributes. */
    private static Map<Map<String, Object>, Long> values(String name) {
        Metric metric = COLLECTOR.metrics().get(name);
        assertThat(metric).as(name).isNotNull();
        List<NumberDataPoint> points = metric.hasSum()
                ? metric.getSum().getDataPointsList()
                : metric.getGauge().getDataPointsList();
        return points.stream()
                .collect(toMap(
                        point -> TelemetryCollector.attributes(point.getAttributesList()), NumberDataPoint::getAsInt));
    }
}
