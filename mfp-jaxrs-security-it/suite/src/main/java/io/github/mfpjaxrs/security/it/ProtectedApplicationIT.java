package io.github.mfpjaxrs.security.it;

import static io.github.mfpjaxrs.security.it.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.Bank;
import io.github.mfpjaxrs.security.it.app.HalfProtectedVault;
import io.github.mfpjaxrs.security.it.app.OpenVault;
import io.github.mfpjaxrs.security.it.app.OrdinaryResource;
import io.github.mfpjaxrs.security.it.app.ProtectedApplication;
import io.github.mfpjaxrs.security.it.app.ProtectedVault;
import io.github.mfpjaxrs.security.it.app.Vault;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that an annotation on the {@code Application} protects every method that has no annotation of its own. */
@RuntimeTest
class ProtectedApplicationIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("protectedapplication")
                .of(
                        ProtectedApplication.class,
                        Accounts.class,
                        OrdinaryResource.class,
                        Bank.class,
                        Vault.class,
                        ProtectedVault.class,
                        HalfProtectedVault.class,
                        OpenVault.class)
                .against(SERVER)
                .build();
    }

    @Test
    void getWhenNoTokenThenRefused() throws Exception {
        HttpResponse<String> response = site.get("ordinary");

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void getWhenScopeMissingThenRefusedByTheScopeOfTheApplication() throws Exception {
        HttpResponse<String> response = site.get("ordinary", SERVER.issue("accessRestricted", "john"));

        assertRefused(response, 403, "Bearer error=\"insufficient_scope\", scope=\"everything\"");
    }

    @Test
    void getWhenScopeGrantedThenLetIn() throws Exception {
        HttpResponse<String> response = site.get("ordinary", SERVER.issue("everything", "john"));

        assertThat(response.body()).isEqualTo("ordinary");
    }

    @Test
    @Tag("J6")
    void getWhenNothingOnTheWayToSubResourceIsAnnotatedThenApplicationCounts() throws Exception {
        HttpResponse<String> refused = site.get("bank/open/content");
        HttpResponse<String> granted = site.get("bank/open/content", SERVER.issue("everything", "john"));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(granted.body()).isEqualTo("open");
    }

    @Test
    void getWhenMethodSaysOtherwiseThenMethodCounts() throws Exception {
        HttpResponse<String> response = site.get("accounts/balance", SERVER.issue("accessRestricted", "john"));

        assertThat(response.body()).isEqualTo("balance of john");
    }
}
