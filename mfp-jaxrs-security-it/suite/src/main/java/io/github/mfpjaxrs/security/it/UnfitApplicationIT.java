package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.UnenforceablePlacement;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.Attempts;
import io.github.mfpjaxrs.security.it.support.DiscoverableServer;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.util.Optional;
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

/**
 * What happens to an application with a mistake in it. The last class by its name: after a failed deployment, the REST
 * clients of WildFly's later ones may be without their beans until the server starts again.
 */
@ExtendWith(ArquillianExtension.class)
class UnfitApplicationIT {

    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private static final DiscoverableServer DISCOVERABLE = DiscoverableServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "misconfigured", managed = false, testable = false)
    static WebArchive misconfigured() {
        return War.named("misconfigured")
                .of(RestApplication.class, Accounts.class)
                .against(SERVER)
                .config("mfp.timeout.total", "soon")
                .build();
    }

    @Deployment(name = "unenforceable", managed = false, testable = false)
    static WebArchive unenforceable() {
        return War.named("unenforceable")
                .of(RestApplication.class, Accounts.class, UnenforceablePlacement.class)
                .against(SERVER)
                .build();
    }

    @Deployment(name = "misled", managed = false, testable = false)
    static WebArchive misled() {
        DISCOVERABLE.nameIssuer("https://as.example.com");
        return DISCOVERABLE
                .introduceTo(War.named("misled").of(RestApplication.class, Accounts.class))
                .build();
    }

    @BeforeEach
    void reset() {
        SERVER.recover();
        SERVER.resetCounters();
    }

    @AfterAll
    static void close() {
        SERVER.close();
        DISCOVERABLE.close();
    }

    @Test
    void deployWhenConfigurationIsWrongThenNothingIsServed() throws Exception {
        assertNotServed("misconfigured", "accounts/balance", Ability.FAILED_DEPLOYMENTS);
        assertThat(SERVER.connections()).isZero();
    }

    @Test
    void deployWhenPlacementContradictsItselfThenItIsNotServed() throws Exception {
        assertNotServed("unenforceable", "unenforceable", Ability.FAILED_DEPLOYMENTS);
    }

    @Test
    @Tag("A7")
    void deployWhenMetadataNamesAnotherIssuerThenNothingIsServed() throws Exception {
        assertNotServed("misled", "accounts/balance", Ability.FAILED_START);
    }

    /** The deployment fails; where it does not, for a reason that the runtime's module names, every request does. */
    private void assertNotServed(String name, String path, Ability failure) throws Exception {
        Attempts attempts = new Attempts(deployer);
        try {
            Optional<Site> site = attempts.deploy(name);

            assertThat(site.isEmpty()).isEqualTo(failure.isThere());
            if (site.isPresent()) {
                assertThat(site.get().get(path).statusCode()).isIn(401, 404, 500, 503);
                assertThat(site.get()
                                .get(path, SERVER.issue("accessRestricted", "john"))
                                .statusCode())
                        .isIn(404, 500, 503);
            }
        } finally {
            attempts.undeploy(name);
        }
    }
}
