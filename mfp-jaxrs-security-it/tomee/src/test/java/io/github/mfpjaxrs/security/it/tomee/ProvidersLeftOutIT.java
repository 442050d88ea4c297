package io.github.mfpjaxrs.security.it.tomee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * A web application that tells TomEE to look for no providers: it is served without a filter of ours, which must not leave
 * it open.
 */
@RuntimeTest
class ProvidersLeftOutIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("left-out")
                .of(RestApplication.class, Accounts.class)
                .against(SERVER)
                .webInf("application.properties", "openejb.jaxrs.providers.auto=false\n")
                .build();
    }

    @Test
    void getWhenFiltersAreLeftOutThenNothingIsServed() throws Exception {
        Site site = Site.deployed();

        assertThat(site.get("accounts/balance").statusCode()).isEqualTo(500);
        assertThat(site.get("accounts/balance", SERVER.issue("accessRestricted", "john"))
                        .statusCode())
                .isEqualTo(500);
        assertThat(site.get("accounts/open").statusCode()).isEqualTo(500);
        assertThat(SERVER.connections()).isZero();
    }
}
