package io.github.mfpjaxrs.security.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.mfpjaxrs.security.AccessDecision.Granted;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.testkit.AnalyticsServer;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures what the extension jars add to a cache hit, by alternating between an application with all extensions and
 * one with none. The allocated bytes must stay below a limit. The processor time is only printed.
 */
@Tag("O2")
class ExtensionsCostTest {

    private static final int REQUESTS = 20_000;
    private static final int PAIRS = 30;

    /** The measured value is 200 bytes, most of them for the {@code AccessDecided} event, which analytics observes. */
    private static final int LIMIT = 256;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Excludes the extensions. */
    static class NoExtensions implements Extension {

        <T> void discover(@Observes ProcessAnnotatedType<T> type) {
            String name = type.getAnnotatedType().getJavaClass().getName();
            if (name.matches("io\\.github\\.mfpjaxrs\\.security\\.(analytics|health|metrics|openapi|telemetry)\\..*")) {
                type.veto();
            }
        }
    }

    /** An SDK with a tracer and a metric reader that aggregates everything. */
    @ApplicationScoped
    static class Telemetry {

        static final InMemoryMetricReader READER = InMemoryMetricReader.create();

        @Produces
        @ApplicationScoped
        OpenTelemetry telemetry() {
            return OpenTelemetrySdk.builder()
                    .setMeterProvider(SdkMeterProvider.builder()
                            .registerMetricReader(READER)
                            .build())
                    .setTracerProvider(SdkTracerProvider.builder().build())
                    .build();
        }
    }

    /** One of the two applications that are compared. */
    private record Application(SeContainer container, TokenValidator validator, List<String> authorization)
            implements AutoCloseable {

        private static final RequiredScope SCOPE = RequiredScope.allOf("accessRestricted");

        static Application start(SeContainerInitializer container, MobileFirstServer server) {
            SeContainer started = container.initialize();
            Application application = new Application(
                    started,
                    started.select(TokenValidator.class).get(),
                    List.of("Bearer " + server.issue("accessRestricted", "john")));
            application.requests(1);
            return application;
        }

        void requests(int count) {
            for (int i = 0; i < count; i++) {
                if (!(validator.validate(authorization, SCOPE) instanceof Granted)) {
                    throw new IllegalStateException("refused");
                }
            }
        }

        @Override
        public void close() {
            container.close();
        }
    }

    @Test
    void hitWhenAllExtensionsAreThereThenAllocatesLittleMoreThanWithNone() {
        compare("all extensions", Map.of());

        assertThat(Telemetry.READER.collectAllMetrics())
                .filteredOn(metric -> metric.getName().equals("mfp.decision"))
                .flatExtracting(metric -> metric.getLongSumData().getPoints())
                .anySatisfy(point -> assertThat(point.getValue()).isGreaterThan(REQUESTS));
    }

    private void compare(String name, Map<String, String> configuration) {
        try (MobileFirstServer server = MobileFirstServer.start()) {
            Map<String, String> settings = new HashMap<>(configuration);
            settings.put("mfp.authorization-server.url", server.url().toString());
            settings.put("mfp.client-id", server.clientId());
            settings.put("mfp.client-secret", server.clientSecret());
            settings.put("mfp.timeout.total", "PT20S");
            settings.put("mfp.cache.max-age", "P1D");
            settings.forEach(System::setProperty);
            try (Application none = Application.start(
                            SeContainerInitializer.newInstance().addExtensions(new NoExtensions()), server);
                    Application all = Application.start(
                            SeContainerInitializer.newInstance().addBeanClasses(Telemetry.class), server)) {
                measure(name, none, all);
            } finally {
                settings.keySet().forEach(System::clearProperty);
            }
        }
    }

    private void measure(String name, Application none, Application all) {
        List<Double> nanos = new ArrayList<>();
        List<Double> ofNone = new ArrayList<>();
        long least = Long.MAX_VALUE;
        long leastOfNone = Long.MAX_VALUE;
        for (int pair = 0; pair < PAIRS; pair++) {
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long start = threads.getCurrentThreadCpuTime();
            none.requests(REQUESTS);
            long between = threads.getCurrentThreadCpuTime();
            long bytesBetween = threads.getCurrentThreadAllocatedBytes();
            all.requests(REQUESTS);
            long end = threads.getCurrentThreadCpuTime();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - bytesBetween);
            leastOfNone = Math.min(leastOfNone, bytesBetween - bytes);
            if (pair >= PAIRS / 3) {
                ofNone.add((double) (between - start) / REQUESTS);
                nanos.add((double) ((end - between) - (between - start)) / REQUESTS);
            }
        }

        long more = (least - leastOfNone) / REQUESTS;
        System.out.printf(
                "a hit with %s: %d bytes and %s ns of processor time more than the %d bytes and %s ns with none%n",
                name,
                more,
                Median.of(nanos, Double::doubleValue).text("%.0f"),
                leastOfNone / REQUESTS,
                Median.of(ofNone, Double::doubleValue).text("%.0f"));
        assertThat(more).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void hitWhenAnalyticsReceivesDecisionsThenTheEventIsWhatIsAdded() {
        try (AnalyticsServer analytics = AnalyticsServer.start()) {
            compare(
                    "all extensions and analytics configured",
                    Map.of(
                            "mfp.analytics.url", analytics.url().toString(),
                            "mfp.analytics.user", AnalyticsServer.USER,
                            "mfp.analytics.password", AnalyticsServer.PASSWORD));
        }
    }
}
