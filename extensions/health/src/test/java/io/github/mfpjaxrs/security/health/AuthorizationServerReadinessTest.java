package io.github.mfpjaxrs.security.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.CircuitBreaker;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.Failure;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.Snapshot;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.State;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.Step;
import io.github.mfpjaxrs.security.FailureKind;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("O1")
class AuthorizationServerReadinessTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Snapshot UNKNOWN =
            new Snapshot(State.UNKNOWN, Optional.empty(), Optional.empty(), CircuitBreaker.CLOSED, 0, 0);
    private static final Snapshot GOOD =
            new Snapshot(State.AVAILABLE, Optional.of(START), Optional.empty(), CircuitBreaker.CLOSED, 0, 0);
    private static final Snapshot BAD = new Snapshot(
            State.UNAVAILABLE,
            Optional.of(START),
            Optional.of(new Failure(FailureKind.CREDENTIALS_REJECTED, Step.ACCESS_TOKEN, START.plusSeconds(3))),
            CircuitBreaker.OPEN,
            0,
            0);

    private final FakeStatus status = new FakeStatus();
    private Instant now = START;

    /** Reports the status that a test sets, and counts checks. */
    private static final class FakeStatus implements AuthorizationServerStatus {

        private Snapshot current = UNKNOWN;
        private CompletionStage<Snapshot> checked = CompletableFuture.completedFuture(GOOD);
        private final Map<String, FakeStatus> further = new HashMap<>();
        private Runnable onCheck = () -> {};
        private int checks;

        @Override
        public Snapshot current() {
            return current;
        }

        @Override
        public CompletionStage<Snapshot> check() {
            checks++;
            onCheck.run();
            return checked;
        }

        @Override
        public Set<String> servers() {
            Set<String> names = new HashSet<>(further.keySet());
            names.add("default");
            return names;
        }

        @Override
        public AuthorizationServerStatus ofServer(String name) {
            return further.getOrDefault(name, this);
        }
    }

    @Test
    void callWhenNothingWasTriedThenChecksAndIsUp() {
        HealthCheckResponse response = readiness().call();

        assertThat(response.getName()).isEqualTo("mfp-authorization-server");
        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(data(response))
                .containsOnly(
                        Map.entry("introspection", "available"),
                        Map.entry("circuitBreaker", "closed"),
                        Map.entry("lastSuccess", "2026-01-01T00:00:00Z"));
    }

    @Test
    void callWhenThereIsTrafficThenSendsNothing() {
        status.current = GOOD;
        AuthorizationServerReadiness readiness = readiness();

        readiness.call();
        now = now.plusSeconds(30);
        readiness.call();

        assertThat(status.checks).isZero();
    }

    @Test
    void callWhenTheEvidenceIsOldThenOneCheckInAnInterval() {
        status.current = GOOD;
        AuthorizationServerReadiness readiness = readiness();
        now = now.plusSeconds(31);

        readiness.call();
        readiness.call();
        assertThat(status.checks).isEqualTo(1);

        now = now.plusSeconds(31);
        readiness.call();
        assertThat(status.checks).isEqualTo(2);
    }

    @Test
    void callWhenUnavailableThenDownWithTheReasonAndChecksSoonAgain() {
        status.current = BAD;
        status.checked = CompletableFuture.completedFuture(BAD);
        AuthorizationServerReadiness readiness = readiness();

        HealthCheckResponse response = readiness.call();
        now = now.plusSeconds(6);
        readiness.call();

        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(data(response))
                .containsEntry("failure", "credentials-rejected")
                .containsEntry("failedStep", "access-token")
                .containsEntry("failingSince", "2026-01-01T00:00:03Z")
                .containsEntry("circuitBreaker", "open");
        assertThat(status.checks).isEqualTo(2);
    }

    @Test
    void callWhenTheCheckTakesLongThenReportsWhatWasKnown() {
        status.checked = new CompletableFuture<>();

        assertThat(readiness().call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void callWhenEachOfSeveralServersIsAvailableThenUpWithTheDataOfEach() {
        status.current = GOOD;
        further("keycloak").current = GOOD;

        HealthCheckResponse response = readiness().call();

        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(data(response))
                .containsOnly(
                        Map.entry("introspection", "available"),
                        Map.entry("circuitBreaker", "closed"),
                        Map.entry("lastSuccess", "2026-01-01T00:00:00Z"),
                        Map.entry("keycloak.introspection", "available"),
                        Map.entry("keycloak.circuitBreaker", "closed"),
                        Map.entry("keycloak.lastSuccess", "2026-01-01T00:00:00Z"));
    }

    @Test
    @Tag("T1")
    void callWhenOneOfSeveralServersIsUnavailableThenDownAndTheDataTellsWhich() {
        status.current = GOOD;
        FakeStatus keycloak = further("keycloak");
        keycloak.current = BAD;
        keycloak.checked = CompletableFuture.completedFuture(BAD);

        HealthCheckResponse response = readiness().call();

        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(data(response))
                .containsEntry("introspection", "available")
                .doesNotContainKey("failure")
                .containsEntry("keycloak.introspection", "unavailable")
                .containsEntry("keycloak.failure", "credentials-rejected")
                .containsEntry("keycloak.failedStep", "access-token")
                .containsEntry("keycloak.failingSince", "2026-01-01T00:00:03Z");
    }

    @Test
    @Tag("T1")
    void callWhenOnlyTheDefaultOfSeveralServersIsUnavailableThenDown() {
        status.current = BAD;
        status.checked = CompletableFuture.completedFuture(BAD);
        further("keycloak").current = GOOD;

        assertThat(readiness().call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void callWhenOneOfSeveralServersHasTrafficThenChecksOnlyTheOther() {
        status.current = GOOD;
        FakeStatus keycloak = further("keycloak");
        FakeStatus partner = further("partner");
        AuthorizationServerReadiness readiness = readiness();

        readiness.call();
        readiness.call();

        assertThat(status.checks).isZero();
        assertThat(keycloak.checks).isEqualTo(1);
        assertThat(partner.checks).isEqualTo(1);
    }

    @Test
    void callWhenTheChecksOfAllServersTakeLongThenTheyRunAtTheSameTime() {
        FakeStatus keycloak = further("keycloak");
        status.checked = new CompletableFuture<>();
        keycloak.checked = new CompletableFuture<>();
        // Whichever is first in order: its check ends only because the other one was started too.
        Runnable bothStarted = () -> {
            if (status.checks > 0 && keycloak.checks > 0) {
                status.checked.toCompletableFuture().complete(GOOD);
                keycloak.checked.toCompletableFuture().complete(GOOD);
            }
        };
        status.onCheck = bothStarted;
        keycloak.onCheck = bothStarted;

        HealthCheckResponse response = readiness().call();

        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void callWhenUnknownAndConfiguredSoThenUp() {
        status.checked = CompletableFuture.completedFuture(UNKNOWN);

        assertThat(readiness("mfp.health.ready-before-first-success", "true")
                        .call()
                        .getStatus())
                .isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void callWhenUnavailableThenDownHoweverConfigured() {
        status.current = BAD;
        status.checked = CompletableFuture.completedFuture(BAD);

        assertThat(readiness("mfp.health.ready-before-first-success", "true")
                        .call()
                        .getStatus())
                .isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void readWhenNothingIsConfiguredThenHalfAMinuteAndNotReady() {
        assertThat(settings()).isEqualTo(new HealthSettings(Duration.ofSeconds(30), false));
    }

    @ParameterizedTest
    @CsvSource({
        "mfp.health.interval, 30",
        "mfp.health.interval, PT0.5S",
        "mfp.health.interval, PT2H",
        "mfp.health.ready-before-first-success, yes"
    })
    void readWhenInvalidThenTheMessageNamesTheKey(String key, String value) {
        assertThatThrownBy(() -> settings(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key + " is invalid; wanted: ");
    }

    private FakeStatus further(String name) {
        return status.further.computeIfAbsent(name, absent -> new FakeStatus());
    }

    private AuthorizationServerReadiness readiness(String... keyAndValue) {
        return new AuthorizationServerReadiness(status, settings(keyAndValue), () -> now);
    }

    private static HealthSettings settings(String... keyAndValue) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder();
        if (keyAndValue.length > 0) {
            config.withDefaultValue(keyAndValue[0], keyAndValue[1]);
        }
        return HealthSettings.read(config.build());
    }

    private static Map<String, Object> data(HealthCheckResponse response) {
        return response.getData().orElseThrow();
    }
}
