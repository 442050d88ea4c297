package io.github.mfpjaxrs.security.telemetry;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.data.ExemplarData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Metrics and spans of an application that sends real requests. */
@Tag("O2")
class TelemetryTest {

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private static final RequiredScope SCOPE = RequiredScope.allOf("accessRestricted");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private MobileFirstServer server;
    private SeContainer container;
    private TokenValidator validator;

    /** The bean that MicroProfile Telemetry and Quarkus provide. */
    @ApplicationScoped
    static class Provided {

        @Produces
        @ApplicationScoped
        OpenTelemetry telemetry() {
            return TELEMETRY.getOpenTelemetry();
        }
    }

    @BeforeEach
    void start() {
        server = MobileFirstServer.start();
        System.setProperty("mfp.authorization-server.url", server.url().toString());
        System.setProperty("mfp.client-id", server.clientId());
        System.setProperty("mfp.client-secret", server.clientSecret());
        System.setProperty("mfp.timeout.connect", "PT20S");
        System.setProperty("mfp.timeout.read", "PT20S");
        System.setProperty("mfp.timeout.total", "PT20S");
        System.setProperty("mfp.retry.max", "0");
        startApplication();
    }

    private void startApplication(Class<?>... further) {
        container = SeContainerInitializer.newInstance()
                .addBeanClasses(Provided.class)
                .addBeanClasses(further)
                .initialize();
        validator = container.select(TokenValidator.class).get();
    }

    @AfterEach
    void stop() {
        container.close();
        server.close();
        List.of("authorization-server.url", "client-id", "client-secret", "timeout.connect", "timeout.read")
                .forEach(key -> System.clearProperty("mfp." + key));
        System.clearProperty("mfp.timeout.total");
        System.clearProperty("mfp.retry.max");
    }

    @Test
    void validateWhenATokenIsIntrospectedThenSpansBelowThatOfTheRequest() {
        String token = server.issue("accessRestricted", "john");

        SpanData request = inRequest(() -> validate(token));

        Map<String, SpanData> spans = spans();
        SpanData introspection = spans.get("mfp.introspection");
        SpanData own = spans.get("POST " + server.url().getPath() + "/az/v1/token");
        SpanData call = spans.get("POST " + server.url().getPath() + "/az/v1/introspection");
        assertThat(introspection.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(introspection.getAttributes().get(Metrics.OUTCOME)).isEqualTo("active");
        assertThat(own.getParentSpanId()).isEqualTo(introspection.getSpanId());
        assertThat(call.getParentSpanId()).isEqualTo(introspection.getSpanId());
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("http.request.method", "POST")
                        .put("http.response.status_code", 200L)
                        .put("server.address", server.url().getHost())
                        .put("server.port", (long) server.port())
                        .put("url.full", server.url() + "/az/v1/introspection")
                        .build()
                        .asMap());
    }

    @Test
    void validateWhenTheServerFailsThenErrorOnBothSpans() {
        server.failIntrospection(Fault.status(503));

        inRequest(() -> validate(server.issue("accessRestricted")));

        SpanData introspection = spans().get("mfp.introspection");
        SpanData call = spans().get("POST " + server.url().getPath() + "/az/v1/introspection");
        assertThat(introspection.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(introspection.getAttributes().get(ERROR_TYPE)).isEqualTo("server_error");
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(call.getAttributes().get(ERROR_TYPE)).isEqualTo("503");
    }

    @Test
    void validateWhenARequestWaitsForAnothersIntrospectionThenItsSpanIsLinked() throws Exception {
        validate(server.issue("accessRestricted"));
        TELEMETRY.clearSpans();
        server.failIntrospection(Fault.delay(Duration.ofSeconds(5)));
        String token = server.issue("accessRestricted");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<SpanData> first = threads.submit(() -> inRequest(() -> validate(token)));
            await().until(() -> status().inProgress() == 1);
            Future<SpanData> second = threads.submit(() -> inRequest(() -> validate(token)));

            String joined = second.get().getSpanId();

            SpanData introspection = spans().get("mfp.introspection");
            SpanData wait = spans().get("mfp.introspection.wait");
            assertThat(introspection.getParentSpanId()).isEqualTo(first.get().getSpanId());
            assertThat(wait.getParentSpanId()).isEqualTo(joined);
            assertThat(wait.getLinks())
                    .extracting(LinkData::getSpanContext)
                    .containsExactly(introspection.getSpanContext());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void validateWhenRepeatedThenMetricsHaveTheirNamesUnitsAndAttributes() {
        String token = server.issue("accessRestricted", "john");
        validate(token);
        validate(token);
        validator.validate(List.of(), SCOPE);

        Map<String, MetricData> metrics = metrics();

        assertThat(points(metrics.get("mfp.decision")))
                .containsEntry(Attributes.of(Metrics.SERVER, "default", Metrics.OUTCOME, "granted"), 2L)
                .containsEntry(
                        Attributes.of(
                                Metrics.SERVER, "default", Metrics.OUTCOME, "refused", Metrics.REASON, "missing_token"),
                        1L);
        MetricData durations = metrics.get("mfp.introspection.duration");
        assertThat(durations.getUnit()).isEqualTo("s");
        assertThat(durations.getHistogramData().getPoints()).singleElement().satisfies(point -> {
            assertThat(point.getAttributes())
                    .isEqualTo(Attributes.of(Metrics.SERVER, "default", Metrics.OUTCOME, "active"));
            assertThat(point.getCount()).isEqualTo(1);
            assertThat(point.getBoundaries()).startsWith(0.001);
        });
        assertThat(points(metrics.get("mfp.cache.requests")))
                .containsEntry(Attributes.of(Metrics.SERVER, "default", Metrics.RESULT, "hit"), 1L)
                .containsEntry(Attributes.of(Metrics.SERVER, "default", Metrics.RESULT, "miss"), 1L);
        assertThat(points(metrics.get("mfp.cache.size"))).containsEntry(Attributes.of(Metrics.SERVER, "default"), 1L);
        assertThat(points(metrics.get("mfp.cache.evictions")))
                .containsEntry(Attributes.of(Metrics.SERVER, "default"), 0L);
        assertThat(points(metrics.get("mfp.introspection.active")))
                .containsEntry(Attributes.of(Metrics.SERVER, "default"), 0L);
        assertThat(points(metrics.get("mfp.introspection.queued")))
                .containsEntry(Attributes.of(Metrics.SERVER, "default"), 0L);
        assertThat(points(metrics.get("mfp.circuit_breaker.state")))
                .containsEntry(Attributes.of(Metrics.SERVER, "default", Metrics.STATE, "closed"), 1L)
                .containsEntry(Attributes.of(Metrics.SERVER, "default", Metrics.STATE, "open"), 0L);
    }

    @Test
    @Tag("T1")
    void validateWhenServersAreSeveralThenEachHasItsOwnFigures() {
        try (MobileFirstServer partner = MobileFirstServer.start()) {
            container.close();
            Map<String, String> further = Map.of(
                    "mfp.authorization-server.names", "partner",
                    "mfp.authorization-server.partner.url", partner.url().toString(),
                    "mfp.authorization-server.partner.client-id", partner.clientId(),
                    "mfp.authorization-server.partner.client-secret", partner.clientSecret());
            further.forEach(System::setProperty);
            startApplication();
            further.keySet().forEach(System::clearProperty);

            validate(server.issue("accessRestricted"));
            validator.validate(List.of("Bearer " + partner.issue("accessRestricted")), SCOPE.withServer("partner"));
            partner.fail(Fault.status(500));
            validator.validate(List.of("Bearer " + partner.issue("accessRestricted")), SCOPE.withServer("partner"));

            Map<String, MetricData> metrics = metrics();
            assertThat(points(metrics.get("mfp.decision")))
                    .isEqualTo(Map.of(
                            attributes("default", "outcome", "granted"), 1L,
                            attributes("partner", "outcome", "granted"), 1L,
                            attributes("partner", "outcome", "refused", "reason", "unavailable"), 1L));
            assertThat(metrics.get("mfp.introspection.duration")
                            .getHistogramData()
                            .getPoints())
                    .extracting(PointData::getAttributes)
                    .containsExactlyInAnyOrder(
                            attributes("default", "outcome", "active"),
                            attributes("partner", "outcome", "active"),
                            attributes("partner", "outcome", "failed", "error.type", "server_error"));
            assertThat(points(metrics.get("mfp.cache.size")))
                    .isEqualTo(Map.of(attributes("default"), 1L, attributes("partner"), 1L));
            assertThat(points(metrics.get("mfp.cache.requests")))
                    .containsEntry(attributes("default", "result", "miss"), 1L)
                    .containsEntry(attributes("partner", "result", "miss"), 2L);
            assertThat(points(metrics.get("mfp.circuit_breaker.state")))
                    .containsEntry(attributes("default", "state", "closed"), 1L)
                    .containsEntry(attributes("partner", "state", "closed"), 1L);
            assertThat(TELEMETRY.getSpans())
                    .filteredOn(span -> span.getName().equals("mfp.introspection"))
                    .extracting(span -> span.getAttributes().get(Metrics.SERVER))
                    .containsExactly("default", "partner", "partner");
        }
    }

    @Test
    void validateWhenATokenIsIntrospectedInATraceThenItsDurationHasTheSpanAsExemplar() {
        inRequest(() -> validate(server.issue("accessRestricted", "john")));

        SpanData introspection = spans().get("mfp.introspection");
        assertThat(metrics()
                        .get("mfp.introspection.duration")
                        .getHistogramData()
                        .getPoints())
                .singleElement()
                .extracting(HistogramPointData::getExemplars, as(InstanceOfAssertFactories.list(ExemplarData.class)))
                .extracting(ExemplarData::getSpanContext)
                .containsExactly(introspection.getSpanContext());
    }

    /** Introspects without a network. Its responses differ from each other in everything that a server can choose. */
    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class HostileServer implements TokenIntrospector {

        @Override
        public IntrospectionResult introspect(String accessToken) {
            if (accessToken.startsWith("unknown")) {
                return new IntrospectionResult.Inactive();
            }
            return new IntrospectionResult.Active(AccessToken.builder()
                    .userName("user-" + accessToken)
                    .clientId("client-" + accessToken)
                    .scope("accessRestricted scope-" + accessToken)
                    .expiresAt(Instant.now().plusSeconds(600))
                    .build());
        }
    }

    @Test
    void validateWhenTenThousandTokensUsersClientsAndScopesDifferThenNoNewSeriesAndNothingOfThem() {
        container.close();
        startApplication(HostileServer.class);
        validate("unknown");
        validate("hostile");
        validator.validate(List.of("Bearer hostile"), RequiredScope.allOf("hostile-scope"));
        validator.validate(List.of("hostile scheme"), SCOPE);
        int before = seriesOf(metrics());

        for (int i = 0; i < 2_500; i++) {
            validate("unknown" + i);
            validate("hostile" + i);
            validator.validate(List.of("Bearer hostile" + i), RequiredScope.allOf("hostile-scope-" + i));
            validator.validate(List.of("hostile-scheme-" + i + " hostile"), SCOPE);
        }

        Map<String, MetricData> after = metrics();
        assertThat(seriesOf(after)).isEqualTo(before);
        assertThat(after.values()).noneMatch(metric -> metric.toString().contains("hostile"));
        assertThat(TELEMETRY.getSpans())
                .hasSizeGreaterThan(5_000)
                .allMatch(span -> span.getName().equals("mfp.introspection"))
                .noneMatch(span -> span.getAttributes().toString().matches(".*(hostile|unknown).*"));
    }

    @Test
    void validateWhenUnknownTokensFloodThenNoNewSeriesAndNothingOfThem() {
        validate("unknown-first");
        int before = seriesOf(metrics());

        for (int i = 0; i < 200; i++) {
            validate("unknown-" + i);
        }

        Map<String, MetricData> after = metrics();
        assertThat(seriesOf(after)).isEqualTo(before);
        assertThat(after.values()).noneMatch(metric -> metric.toString().contains("unknown-"));
        assertThat(TELEMETRY.getSpans()).noneMatch(span -> span.toString().contains("unknown-"));
    }

    private static Attributes attributes(String server, String... further) {
        AttributesBuilder attributes = Attributes.builder().put(Metrics.SERVER, server);
        for (int i = 0; i < further.length; i += 2) {
            attributes.put(further[i], further[i + 1]);
        }
        return attributes.build();
    }

    private AccessDecision validate(String token) {
        return validator.validate(List.of("Bearer " + token), SCOPE);
    }

    private AuthorizationServerStatus.Snapshot status() {
        return container.select(AuthorizationServerStatus.class).get().current();
    }

    /** Returns the span of the request. */
    private static SpanData inRequest(Runnable work) {
        Span request = TELEMETRY
                .getOpenTelemetry()
                .getTracer("test")
                .spanBuilder("request")
                .startSpan();
        Scope current = request.makeCurrent();
        try {
            work.run();
        } finally {
            current.close();
            request.end();
        }
        return TELEMETRY.getSpans().stream()
                .filter(span -> span.getSpanId().equals(request.getSpanContext().getSpanId()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, SpanData> spans() {
        return TELEMETRY.getSpans().stream()
                .collect(Collectors.toMap(SpanData::getName, span -> span, (first, second) -> first));
    }

    private static Map<String, MetricData> metrics() {
        return TELEMETRY.getMetrics().stream().collect(Collectors.toMap(MetricData::getName, metric -> metric));
    }

    private static Map<Attributes, Long> points(MetricData metric) {
        Collection<LongPointData> points = metric.getLongSumData().getPoints().isEmpty()
                ? metric.getLongGaugeData().getPoints()
                : metric.getLongSumData().getPoints();
        return points.stream().collect(Collectors.toMap(PointData::getAttributes, LongPointData::getValue));
    }

    private static int seriesOf(Map<String, MetricData> metrics) {
        return metrics.values().stream()
                .mapToInt(metric -> metric.getData().getPoints().size())
                .sum();
    }
}
