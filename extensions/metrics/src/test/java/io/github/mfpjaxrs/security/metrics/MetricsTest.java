package io.github.mfpjaxrs.security.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision.Granted;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Metrics of an application that sends real requests. */
@Tag("O2")
class MetricsTest {

    private static final RequiredScope SCOPE = RequiredScope.allOf("accessRestricted");

    private static FakeRegistry registry = new FakeRegistry();

    private final MobileFirstServer server = MobileFirstServer.start();
    private final MobileFirstServer partner = MobileFirstServer.start();
    private final Map<String, String> configuration = new HashMap<>(Map.of(
            "mfp.authorization-server.url", server.url().toString(),
            "mfp.client-id", server.clientId(),
            "mfp.client-secret", server.clientSecret(),
            "mfp.timeout.connect", "PT20S",
            "mfp.timeout.read", "PT20S",
            "mfp.timeout.total", "PT20S",
            "mfp.retry.max", "0"));

    /** What MicroProfile Metrics provides. */
    @ApplicationScoped
    static class Provided {

        @Produces
        @Dependent
        MetricRegistry registry() {
            return registry.registry();
        }
    }

    @AfterEach
    void stop() {
        server.close();
        partner.close();
        configuration.keySet().forEach(System::clearProperty);
    }

    @Test
    void validateWhenRepeatedThenMetricsHaveTheirNamesUnitsAndTags() {
        registry = new FakeRegistry();
        try (SeContainer container = start(Provided.class)) {
            TokenValidator validator = container.select(TokenValidator.class).get();
            String token = server.issue("accessRestricted", "john");
            validate(validator, token);
            validate(validator, token);
            validator.validate(List.of(), SCOPE);

            assertThat(registry.values("mfp.decision"))
                    .isEqualTo(Map.of(
                            "{mfp_authorization_server=default, outcome=granted, reason=}", 2L,
                            "{mfp_authorization_server=default, outcome=refused, reason=missing_token}", 1L));
            assertThat(registry.values("mfp.introspection.duration"))
                    .isEqualTo(Map.of("{error_type=, mfp_authorization_server=default, outcome=active}", 1L));
            assertThat(registry.unit("mfp.introspection.duration")).hasValue("seconds");
            assertThat(registry.values("mfp.cache.requests"))
                    .isEqualTo(Map.of(
                            "{mfp_authorization_server=default, result=hit}", 1L,
                            "{mfp_authorization_server=default, result=miss}", 1L));
            assertThat(registry.values("mfp.cache.size")).isEqualTo(Map.of("{mfp_authorization_server=default}", 1L));
            assertThat(registry.values("mfp.cache.evictions"))
                    .isEqualTo(Map.of("{mfp_authorization_server=default}", 0L));
            assertThat(registry.values("mfp.introspection.active"))
                    .isEqualTo(Map.of("{mfp_authorization_server=default}", 0L));
            assertThat(registry.values("mfp.introspection.queued"))
                    .isEqualTo(Map.of("{mfp_authorization_server=default}", 0L));
            assertThat(registry.values("mfp.circuit_breaker.state"))
                    .isEqualTo(Map.of(
                            "{mfp_authorization_server=default, state=closed}", 1L,
                            "{mfp_authorization_server=default, state=half_open}", 0L,
                            "{mfp_authorization_server=default, state=open}", 0L));
        }
        assertThat(registry.size()).isZero();
    }

    @Test
    @Tag("T1")
    void validateWhenServersAreSeveralThenEachHasItsOwnFigures() {
        registry = new FakeRegistry();
        configuration.put("mfp.authorization-server.names", "partner");
        configuration.put("mfp.authorization-server.partner.url", partner.url().toString());
        configuration.put("mfp.authorization-server.partner.client-id", partner.clientId());
        configuration.put("mfp.authorization-server.partner.client-secret", partner.clientSecret());
        configuration.put("mfp.circuit-breaker.failures", "1");
        try (SeContainer container = start(Provided.class)) {
            TokenValidator validator = container.select(TokenValidator.class).get();
            partner.fail(Fault.status(500));
            String token = "Bearer " + partner.issue("accessRestricted");

            validate(validator, server.issue("accessRestricted"));
            validator.validate(List.of(token), SCOPE.withServer("partner"));
            validator.validate(List.of(token + "2"), SCOPE.withServer("partner"));

            assertThat(registry.values("mfp.decision"))
                    .isEqualTo(Map.of(
                            "{mfp_authorization_server=default, outcome=granted, reason=}", 1L,
                            "{mfp_authorization_server=partner, outcome=granted, reason=}", 0L,
                            "{mfp_authorization_server=partner, outcome=refused, reason=unavailable}", 2L));
            assertThat(registry.values("mfp.introspection.duration"))
                    .isEqualTo(Map.of(
                            "{error_type=, mfp_authorization_server=default, outcome=active}", 1L,
                            "{error_type=server_error, mfp_authorization_server=partner, outcome=failed}", 1L));
            assertThat(registry.values("mfp.introspection.rejected"))
                    .isEqualTo(Map.of("{error_type=circuit_open, mfp_authorization_server=partner}", 1L));
            assertThat(registry.values("mfp.circuit_breaker.state"))
                    .containsEntry("{mfp_authorization_server=default, state=closed}", 1L)
                    .containsEntry("{mfp_authorization_server=partner, state=open}", 1L);
        }
    }

    @Test
    void validateWhenUnknownTokensFloodThenNoNewMetrics() {
        registry = new FakeRegistry();
        try (SeContainer container = start(Provided.class)) {
            TokenValidator validator = container.select(TokenValidator.class).get();
            validate(validator, "unknown-first");
            int before = registry.size();

            for (int i = 0; i < 100; i++) {
                validate(validator, "unknown-" + i);
            }

            assertThat(registry.size()).isEqualTo(before);
        }
    }

    @Test
    void startWhenTheApplicationHasNoRegistryThenItWorksAndOneLineTellsWhatIsMissing() {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {

            @Override
            public void publish(LogRecord entry) {
                lines.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.github.mfpjaxrs.security");
        logger.addHandler(handler);
        try (SeContainer container = start()) {
            TokenValidator validator = container.select(TokenValidator.class).get();

            assertThat(validator.validate(List.of("Bearer " + server.issue("accessRestricted")), SCOPE))
                    .isInstanceOf(Granted.class);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(lines).filteredOn(line -> line.contains("has no effect")).containsExactly(MetricsApi.NO_EFFECT);
    }

    private static void validate(TokenValidator validator, String token) {
        validator.validate(List.of("Bearer " + token), SCOPE);
    }

    private SeContainer start(Class<?>... beans) {
        configuration.forEach(System::setProperty);
        return SeContainerInitializer.newInstance().addBeanClasses(beans).initialize();
    }
}
