package io.github.mfpjaxrs.security.it;

import static io.github.mfpjaxrs.security.it.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.Bid;
import io.github.mfpjaxrs.security.it.app.Eavesdropper;
import io.github.mfpjaxrs.security.it.app.Offered;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.Taken;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.DiscoverableServer;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests applications that are deployed alone, together with others, or more than once. */
@RuntimeTest
class DeploymentIT {

    @AutoClose
    private static final MobileFirstServer FIRST = MobileFirstServer.start();

    @AutoClose
    private static final MobileFirstServer SECOND = MobileFirstServer.start();

    @AutoClose
    private static final DiscoverableServer DISCOVERABLE = DiscoverableServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "first", managed = false, testable = false)
    static WebArchive first() {
        return War.named("first")
                .of(RestApplication.class, Accounts.class)
                .against(FIRST)
                .config("mfp.default-scope", "first-scope")
                .build();
    }

    @Deployment(name = "second", managed = false, testable = false)
    static WebArchive second() {
        return War.named("second")
                .of(RestApplication.class, Accounts.class)
                .against(SECOND)
                .config("mfp.default-scope", "second-scope")
                .config("mfp.realm", "the second")
                .build();
    }

    @Deployment(name = "broken", managed = false, testable = false)
    static WebArchive broken() {
        return War.named("broken")
                .of(RestApplication.class, Accounts.class, Bid.class, Offered.class, Taken.class)
                .against(FIRST)
                .build();
    }

    @Deployment(name = "curious", managed = false, testable = false)
    static WebArchive curious() {
        return War.named("curious")
                .of(RestApplication.class, Eavesdropper.class, Eavesdropper.Report.class)
                .against(FIRST)
                .build();
    }

    @Deployment(name = "discovering", managed = false, testable = false)
    static WebArchive discovering() {
        return DISCOVERABLE
                .introduceTo(War.named("discovering").of(RestApplication.class, Accounts.class))
                .build();
    }

    @Test
    @Tag("A7")
    void deployWhenEndpointsAreDiscoveredThenTheyAreAsked() throws Exception {
        try (Attempt discovering = Attempt.toDeploy(deployer, "discovering")) {
            Site site = discovering.served();

            assertThat(site.get("accounts/balance").statusCode()).isEqualTo(401);
            assertThat(site.get("accounts/balance", "t0ken").body()).isEqualTo("balance of john");
        }
    }

    /** A failed deployment can leave its JAX-RS providers behind in the runtime. */
    @Test
    void deployWhenAnotherDeploymentFailedBeforeThenServed() throws Exception {
        String token = FIRST.issue("accessRestricted", "john");
        Attempt.toDeploy(deployer, "broken").close();

        try (Attempt first = Attempt.toDeploy(deployer, "first")) {
            assertThat(first.served().get("accounts/balance", token).body()).isEqualTo("balance of john");
        }
    }

    @Test
    @Tag("R8")
    @Tag("L1")
    void deployWhenAnotherApplicationHasProvidersThenTheySeeNothingOfOurCalls() throws Exception {
        Ability.SEVERAL_DEPLOYMENTS.assume();
        String token = SECOND.issue("accessRestricted", "john");
        try (Attempt curious = Attempt.toDeploy(deployer, "curious");
                Attempt second = Attempt.toDeploy(deployer, "second")) {
            assertThat(second.served().get("accounts/balance", token).body()).isEqualTo("balance of john");

            assertThat(curious.served().get("overheard").body())
                    .startsWith("overheard")
                    .doesNotContain(":" + SECOND.port());
        }
    }

    @Test
    void deployWhenDoneAgainThenNothingIsLeftOfTheFirstTime() throws Exception {
        String token = FIRST.issue("accessRestricted", "john");
        try (Attempt once = Attempt.toDeploy(deployer, "first")) {
            once.served().get("accounts/balance", token);
        }
        FIRST.revoke(token);

        try (Attempt again = Attempt.toDeploy(deployer, "first")) {
            Site site = again.served();

            assertThat(site.get("accounts/balance", token).statusCode()).isEqualTo(401);
            assertThat(site.get("accounts/balance", FIRST.issue("accessRestricted", "mary"))
                            .body())
                    .isEqualTo("balance of mary");
        }
    }

    @Test
    void deployWhenServerIsDownThenServesAsSoonAsItIsUp() throws Exception {
        FIRST.stopListening();
        try (Attempt early = Attempt.toDeploy(deployer, "first")) {
            Site site = early.served();
            String token = FIRST.issue("accessRestricted", "john");

            assertThat(site.get("accounts/balance", token).statusCode()).isEqualTo(503);
            assertThat(site.get("accounts/open").body()).isEqualTo("open");
            FIRST.listen();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(site.get("accounts/balance", token).body())
                                    .isEqualTo("balance of john"));
        } finally {
            FIRST.listen();
        }
    }

    @Test
    @Tag("K2")
    void deployWhenTwoApplicationsThenEachHasItsOwnConfigurationAndCache() throws Exception {
        Ability.SEVERAL_DEPLOYMENTS.assume();
        String token = FIRST.issue("accessRestricted", "john");
        try (Attempt one = Attempt.toDeploy(deployer, "first");
                Attempt two = Attempt.toDeploy(deployer, "second")) {
            Site first = one.served();
            Site second = two.served();

            assertThat(first.get("accounts/balance", token).body()).isEqualTo("balance of john");
            assertThat(second.get("accounts/balance", token).statusCode()).isEqualTo(401);
            assertThat(FIRST.introspections()).isEqualTo(1);
            assertThat(SECOND.introspections()).isEqualTo(1);
            assertRefused(
                    first.get("accounts/registered", FIRST.issue("x")),
                    403,
                    "Bearer error=\"insufficient_scope\", scope=\"first-scope\"");
            assertRefused(
                    second.get("accounts/registered", SECOND.issue("x")),
                    403,
                    "Bearer realm=\"the second\", error=\"insufficient_scope\", scope=\"second-scope\"");
        }
    }
}
