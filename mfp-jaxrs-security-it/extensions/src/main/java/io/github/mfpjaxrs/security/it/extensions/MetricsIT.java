package io.github.mfpjaxrs.security.it.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.health.WarningWatch;
import io.github.mfpjaxrs.security.it.app.health.Warnings;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.metrics.MetricsApi;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.inject.spi.Extension;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the metrics that MicroProfile Metrics serves. Also tests the jar on runtimes without that API. */
@RuntimeTest
@Tag("O2")
class MetricsIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    /** Matches a sample in the Prometheus text format. */
    private static final Pattern SAMPLE = Pattern.compile("(\\w+)\\{(.*)} ([^ ]+)(?: .*)?");

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        War war = War.named("measured")
                .of(RestApplication.class, Accounts.class, WarningWatch.class, Warnings.class)
                .with(MetricsApi.class)
                .against(SERVER)
                .config("mfp.retry.max", "0");
        if (Ability.METRICS.isThere()) {
            // A rule that matches no resource causes a warning, which the test without the API does not expect.
            war.config("mfp.protect.hostile.paths", "/api/hostile/*")
                    .config("mfp.protect.hostile.scopes", "accessRestricted");
        }
        return war.build().addAsServiceProvider(Extension.class, WarningWatch.class);
    }

    @Test
    void requestsWhenGrantedAndRefusedThenTheMetricsHaveTheirNamesUnitsAndTags() throws Exception {
        Ability.METRICS.assume();
        String token = SERVER.issue("accessRestricted", "john");

        assertThat(site.get("accounts/balance", token).statusCode()).isEqualTo(200);
        assertThat(site.get("accounts/balance", token).statusCode()).isEqualTo(200);
        assertThat(site.get("accounts/balance").statusCode()).isEqualTo(401);
        SERVER.failIntrospection(Fault.status(500), 1);
        assertThat(site.get("accounts/balance", SERVER.issue("accessRestricted"))
                        .statusCode())
                .isEqualTo(503);

        String text = text();
        assertThat(value(text, "mfp_decision_total", "outcome=\"granted\"")).isEqualTo(2);
        assertThat(value(text, "mfp_decision_total", "reason=\"missing_token\""))
                .isEqualTo(1);
        assertThat(value(text, "mfp_decision_total", "reason=\"unavailable\"")).isEqualTo(1);
        assertThat(value(text, "mfp_introspection_duration_seconds_count", "outcome=\"active\""))
                .isEqualTo(1);
        assertThat(value(text, "mfp_introspection_duration_seconds_count", "error_type=\"server_error\""))
                .isEqualTo(1);
        assertThat(value(text, "mfp_introspection_duration_seconds_sum", "outcome=\"active\""))
                .isPositive();
        assertThat(value(text, "mfp_introspection_duration_seconds_bucket", "outcome=\"active\"", "le=\"10.0\""))
                .isEqualTo(1);
        assertThat(value(text, "mfp_introspection_active")).isZero();
        assertThat(value(text, "mfp_introspection_queued")).isZero();
        assertThat(value(text, "mfp_cache_requests", "result=\"hit\"")).isEqualTo(1);
        assertThat(value(text, "mfp_cache_requests", "result=\"miss\"")).isEqualTo(2);
        assertThat(value(text, "mfp_cache_evictions")).isZero();
        assertThat(value(text, "mfp_cache_size")).isPositive();
        assertThat(value(text, "mfp_circuit_breaker_state", "state=\"closed\"")).isEqualTo(1);
        assertThat(value(text, "mfp_circuit_breaker_state", "state=\"open\"")).isZero();
    }

    @Test
    void requestsWhenTokensAreUnknownThenNothingOfThemIsServed() throws Exception {
        Ability.METRICS.assume();
        site.get("accounts/balance", "unknown-first");
        long before = samples(text()).count();

        for (int i = 0; i < 20; i++) {
            assertThat(site.get("accounts/balance", "unknown-" + i).statusCode())
                    .isEqualTo(401);
        }

        String text = text();
        assertThat(samples(text).count()).isEqualTo(before);
        assertThat(text).doesNotContain("unknown-");
    }

    @Test
    void requestsWhenPathsAndMethodsAreInventedThenNothingOfThemIsServed() throws Exception {
        Ability.METRICS.assume();
        assertThat(site.get("hostile/first").statusCode()).isEqualTo(401);
        long before = samples(text()).count();

        for (int i = 0; i < 100; i++) {
            assertThat(site.get("hostile/path-" + i).statusCode()).isEqualTo(401);
            site.send("HOSTILE" + i, "hostile/path-" + i);
            site.send("HOSTILE" + i, "accounts/balance");
        }

        String text = text();
        assertThat(samples(text).count()).isEqualTo(before);
        assertThat(samples(text))
                .noneMatch(sample -> sample.toLowerCase(Locale.ROOT).contains("hostile"));
    }

    @Test
    void jarWhenTheApiIsMissingThenTheApplicationWorksAndOneLineTellsWhatIsMissing() throws Exception {
        assumeThat(Ability.METRICS.isThere()).isFalse();

        MissingApi.assertNamed(
                site, SERVER.issue("accessRestricted", "john"), "mfp-jaxrs-security-metrics", "MicroProfile Metrics");
    }

    private String text() throws Exception {
        HttpResponse<String> response =
                site.send(site.endpoint(System.getProperty("it.metrics")).header("Accept", "text/plain"));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static Stream<String> samples(String text) {
        return text.lines().filter(line -> line.startsWith("mfp_"));
    }

    /**
     * Returns the value of the only sample with this name, these labels and the label for the default authorization
     * server.
     */
    private static double value(String text, String name, String... labels) {
        List<Double> values = samples(text)
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .filter(sample -> sample.group(1).equals(name))
                .filter(sample -> sample.group(2).contains("mfp_authorization_server=\"default\""))
                .filter(sample -> Stream.of(labels).allMatch(sample.group(2)::contains))
                .map(sample -> Double.valueOf(sample.group(3)))
                .toList();
        assertThat(values).as(() -> name + List.of(labels) + " in\n" + text).hasSize(1);
        return values.get(0);
    }
}
