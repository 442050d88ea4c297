package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.Decisions;
import io.github.mfpjaxrs.security.it.app.ProtectedClass;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.health.WarningWatch;
import io.github.mfpjaxrs.security.it.app.health.Warnings;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.inject.spi.Extension;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that a correct deployment and its first requests cause no warnings from the library or the runtime. */
@RuntimeTest
class HealthyDeploymentIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("healthy")
                .of(
                        RestApplication.class,
                        Accounts.class,
                        ProtectedClass.class,
                        Decisions.class,
                        WarningWatch.class,
                        Warnings.class)
                .against(SERVER)
                .build()
                .addAsServiceProvider(Extension.class, WarningWatch.class);
    }

    @Test
    @Tag("G5")
    void deployWhenNothingIsWrongThenNoWarningNamesTheLibrary() throws Exception {
        String token = SERVER.issue("accessRestricted", "john");

        assertThat(site.get("accounts/open").statusCode()).isEqualTo(200);
        assertThat(site.get("accounts/balance").statusCode()).isEqualTo(401);
        assertThat(site.get("accounts/balance", token).body()).isEqualTo("balance of john");
        assertThat(site.get("accounts/registered", token).statusCode()).isEqualTo(403);

        assertThat(site.get("warnings").body()).isEmpty();
        // Proves that a warning would have been recorded.
        assertThat(site.get("warnings/example").body()).contains("Example is there twice");
    }
}
