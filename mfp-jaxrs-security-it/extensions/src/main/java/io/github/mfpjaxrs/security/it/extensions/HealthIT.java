package io.github.mfpjaxrs.security.it.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.health.HealthApi;
import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.health.WarningWatch;
import io.github.mfpjaxrs.security.it.app.health.Warnings;
import io.github.mfpjaxrs.security.it.extensions.app.ServerStatus;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.inject.spi.Extension;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Tests readiness while the authorization server works, fails and recovers. Also tests the jar on runtimes without the
 * MicroProfile Health API.
 */
@RuntimeTest
@Tag("O1")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HealthIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        // The server fails from the beginning, because some runtimes call the health check when they start.
        SERVER.failIntrospection(Fault.status(503));
        return War.named("readiness")
                .of(RestApplication.class, Accounts.class, ServerStatus.class, WarningWatch.class, Warnings.class)
                .with(HealthApi.class)
                .against(SERVER)
                .config("mfp.health.interval", "PT1S")
                .config("mfp.introspection.client-rejected-pause", "PT1S")
                .config("mfp.introspection.failed-token-pause", "PT0S")
                .config("mfp.circuit-breaker.failures", "2")
                .config("mfp.circuit-breaker.delay", "PT0.5S")
                .build()
                .addAsServiceProvider(Extension.class, WarningWatch.class);
    }

    /** Runs first, because the initial state cannot be restored. */
    @Test
    @Order(1)
    void readinessWhenTheServerHasNeverRespondedThenDownAndUpAfterwards() {
        Ability.HEALTH.assume();
        SERVER.failIntrospection(Fault.status(503));

        String down = awaitReadiness(503, "\"server-error\"");
        SERVER.recover();

        assertThat(down).doesNotContain("lastSuccess");
        awaitReadiness(200, "\"available\"");
    }

    @Test
    void livenessWhenTheServerFailsThenIsUpWithoutThisCheck() throws Exception {
        Ability.HEALTH.assume();
        awaitReadiness(200, "\"available\"");
        SERVER.failIntrospection(Fault.status(503));
        awaitReadiness(503, "\"server-error\"");

        HttpResponse<String> liveness =
                site.send(site.endpoint(System.getProperty("it.health").replace("/ready", "/live")));
        SERVER.recover();

        assertThat(liveness.statusCode()).isEqualTo(200);
        assertThat(liveness.body()).contains("UP").doesNotContain("mfp-authorization-server");
        awaitReadiness(200, "\"available\"");
    }

    @Test
    void readinessWhenTheServerRespondsThenUpWithoutTraffic() {
        Ability.HEALTH.assume();

        awaitReadiness(200, "\"available\"");
    }

    @Test
    void readinessWhenTheServerFailsThenDownWithTheKindAndUpAfterwards() throws Exception {
        Ability.HEALTH.assume();
        awaitReadiness(200, "\"available\"");

        SERVER.failIntrospection(Fault.status(503));
        String down = awaitReadiness(503, "\"server-error\"");
        for (int i = 0; i < 3; i++) {
            site.get("accounts/balance", SERVER.issue("accessRestricted", "john"));
        }
        awaitReadiness(503, "\"circuitBreaker\":\"open\"");
        SERVER.recover();

        assertThat(down)
                .contains("lastSuccess", "failingSince")
                .doesNotContain(SERVER.clientSecret(), SERVER.url().toString());
        awaitReadiness(200, "\"available\"");
    }

    @Test
    void readinessWhenThisServiceMayNotIntrospectThenDownForThatReasonAndUpAfterwards() {
        Ability.HEALTH.assume();
        awaitReadiness(200, "\"available\"");

        SERVER.failToken(Fault.status(403));
        SERVER.revokeOwnTokens();
        String down = awaitReadiness(503, "\"credentials-rejected\"");
        SERVER.recover();

        assertThat(down).contains("\"access-token\"");
        awaitReadiness(200, "\"available\"");
    }

    @Test
    void readinessWhenItIsAskedOftenThenTheServerIsNot() throws Exception {
        Ability.HEALTH.assume();
        awaitReadiness(200, "\"available\"");
        SERVER.resetCounters();

        long started = System.nanoTime();
        for (int i = 0; i < 30; i++) {
            readiness();
        }

        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        assertThat(SERVER.introspections()).isLessThanOrEqualTo((int) seconds + 2);
    }

    @Test
    void jarWhenTheApiIsMissingThenTheApplicationWorksAndOneLineTellsWhatIsMissing() throws Exception {
        assumeThat(Ability.HEALTH.isThere()).isFalse();

        MissingApi.assertNamed(
                site, SERVER.issue("accessRestricted", "john"), "mfp-jaxrs-security-health", "MicroProfile Health");
        assertThat(site.get("server-status").body()).isEqualTo("AVAILABLE");
    }

    /** Waits for a response with this status and text, and returns its body. */
    private String awaitReadiness(int status, String text) {
        return await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        this::readiness,
                        response -> response.statusCode() == status
                                && response.body().contains("mfp-authorization-server")
                                && response.body().replace(" ", "").contains(text))
                .body();
    }

    private HttpResponse<String> readiness() throws Exception {
        return site.send(site.endpoint(System.getProperty("it.health")));
    }
}
