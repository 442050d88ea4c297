package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.UnenforceablePlacement;
import io.github.mfpjaxrs.security.it.support.Attempts;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What happens to an application with a mistake in it. The last class by its name: after a failed deployment, the REST
 * clients of WildFly's later ones may be without their beans until the server starts again.
 */
@ExtendWith(ArquillianExtension.class)
class UnfitApplicationIT {

    private static final MobileFirstServer SERVER = MobileFirstServer.start();

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

    private Attempts attempts;

    @BeforeEach
    void reset() {
        attempts = new Attempts(deployer);
        SERVER.recover();
        SERVER.resetCounters();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void deployWhenConfigurationIsWrongThenNothingIsServed() throws Exception {
        try {
            Optional<Site> site = attempts.deploy("misconfigured");

            if (site.isPresent()) {
                String token = SERVER.issue("accessRestricted", "john");
                assertThat(site.get().get("accounts/balance").statusCode()).isIn(404, 500, 503);
                assertThat(site.get().get("accounts/balance", token).statusCode())
                        .isIn(404, 500, 503);
            }
            assertThat(SERVER.connections()).isZero();
        } finally {
            attempts.undeploy("misconfigured");
        }
    }

    @Test
    void deployWhenPlacementContradictsItselfThenItIsNotServed() throws Exception {
        try {
            Optional<Site> site = attempts.deploy("unenforceable");

            if (site.isPresent()) {
                String token = SERVER.issue("accessRestricted", "john");
                assertThat(site.get().get("unenforceable").statusCode()).isIn(404, 500, 503);
                assertThat(site.get().get("unenforceable", token).statusCode()).isIn(404, 500, 503);
            }
        } finally {
            attempts.undeploy("unenforceable");
        }
    }
}
