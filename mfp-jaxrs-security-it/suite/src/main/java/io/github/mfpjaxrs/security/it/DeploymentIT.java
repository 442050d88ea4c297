package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.Attempts;
import io.github.mfpjaxrs.security.it.support.DiscoverableServer;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens to an application when it is deployed: alone, with others, or again. */
@ExtendWith(ArquillianExtension.class)
class DeploymentIT {

    private static final MobileFirstServer FIRST = MobileFirstServer.start();
    private static final MobileFirstServer SECOND = MobileFirstServer.start();

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

    private Attempts attempts;

    @Deployment(name = "discovering", managed = false, testable = false)
    static WebArchive discovering() {
        return DISCOVERABLE
                .introduceTo(War.named("discovering").of(RestApplication.class, Accounts.class))
                .build();
    }

    @BeforeEach
    void reset() {
        attempts = new Attempts(deployer);
        FIRST.recover();
        FIRST.resetCounters();
        SECOND.recover();
        SECOND.resetCounters();
    }

    @AfterAll
    static void close() {
        FIRST.close();
        SECOND.close();
        DISCOVERABLE.close();
    }

    @Test
    @Tag("A7")
    void deployWhenEndpointsAreDiscoveredThenTheyAreAsked() throws Exception {
        try {
            Site site = attempts.deploy("discovering").orElseThrow();

            assertThat(site.get("accounts/balance").statusCode()).isEqualTo(401);
            assertThat(site.get("accounts/balance", "t0ken").body()).isEqualTo("balance of john");
        } finally {
            attempts.undeploy("discovering");
        }
    }

    @Test
    void deployWhenDoneAgainThenNothingIsLeftOfTheFirstTime() throws Exception {
        String token = FIRST.issue("accessRestricted", "john");
        attempts.deploy("first").orElseThrow().get("accounts/balance", token);
        attempts.undeploy("first");
        FIRST.revoke(token);

        try {
            Site again = attempts.deploy("first").orElseThrow();

            assertThat(again.get("accounts/balance", token).statusCode()).isEqualTo(401);
            assertThat(again.get("accounts/balance", FIRST.issue("accessRestricted", "mary"))
                            .body())
                    .isEqualTo("balance of mary");
        } finally {
            attempts.undeploy("first");
        }
    }

    @Test
    void deployWhenServerIsDownThenServesAsSoonAsItIsUp() throws Exception {
        FIRST.stopListening();
        try {
            Site site = attempts.deploy("first").orElseThrow();
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
            attempts.undeploy("first");
        }
    }

    @Test
    @Tag("K2")
    void deployWhenTwoApplicationsThenEachHasItsOwnConfigurationAndCache() throws Exception {
        Ability.SEVERAL_DEPLOYMENTS.assume();
        String token = FIRST.issue("accessRestricted", "john");
        try {
            Site first = attempts.deploy("first").orElseThrow();
            Site second = attempts.deploy("second").orElseThrow();

            assertThat(first.get("accounts/balance", token).body()).isEqualTo("balance of john");
            assertThat(second.get("accounts/balance", token).statusCode()).isEqualTo(401);
            assertThat(FIRST.introspections()).isEqualTo(1);
            assertThat(SECOND.introspections()).isEqualTo(1);
            assertThat(first.get("accounts/registered", FIRST.issue("x"))
                            .headers()
                            .allValues("WWW-Authenticate"))
                    .containsExactly("Bearer error=\"insufficient_scope\", scope=\"first-scope\"");
            assertThat(second.get("accounts/registered", SECOND.issue("x"))
                            .headers()
                            .allValues("WWW-Authenticate"))
                    .containsExactly(
                            "Bearer realm=\"the second\", error=\"insufficient_scope\", scope=\"second-scope\"");
        } finally {
            attempts.undeploy("second");
            attempts.undeploy("first");
        }
    }
}
