package io.github.mfpjaxrs.security.it.tomee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** In a server that looks for no providers: {@code openejb.jaxrs.providers.auto} is false there. */
@RuntimeTest
class ServerWithoutProvidersIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "left-out", managed = false, testable = false)
    static WebArchive leftOut() {
        return War.named("left-out")
                .of(RestApplication.class, Accounts.class)
                .against(SERVER)
                .build();
    }

    @Deployment(name = "taken", managed = false, testable = false)
    static WebArchive taken() {
        return War.named("taken")
                .of(RestApplication.class, Accounts.class)
                .against(SERVER)
                .webInf("application.properties", "openejb.jaxrs.providers.auto=true\n")
                .build();
    }

    @Test
    void getWhenServerLeavesFiltersOutThenNothingIsServed() throws Exception {
        try (Attempt leftOut = Attempt.toDeploy(deployer, "left-out")) {
            Site site = leftOut.served();

            assertThat(site.get("accounts/balance").statusCode()).isEqualTo(500);
            assertThat(site.get("accounts/balance", SERVER.issue("accessRestricted", "john"))
                            .statusCode())
                    .isEqualTo(500);
        }
    }

    @Test
    void getWhenApplicationTakesThemAllTheSameThenProtected() throws Exception {
        try (Attempt taken = Attempt.toDeploy(deployer, "taken")) {
            Site site = taken.served();

            assertThat(site.get("accounts/balance").statusCode()).isEqualTo(401);
            assertThat(site.get("accounts/balance", SERVER.issue("accessRestricted", "john"))
                            .body())
                    .isEqualTo("balance of john");
        }
    }
}
