package io.github.mfpjaxrs.security.it.quarkus;

import static io.github.mfpjaxrs.security.it.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.Asynchronous;
import io.github.mfpjaxrs.security.it.app.Bank;
import io.github.mfpjaxrs.security.it.app.Callers;
import io.github.mfpjaxrs.security.it.app.HalfProtectedVault;
import io.github.mfpjaxrs.security.it.app.OpenVault;
import io.github.mfpjaxrs.security.it.app.OrdinaryResource;
import io.github.mfpjaxrs.security.it.app.ProtectedBank;
import io.github.mfpjaxrs.security.it.app.ProtectedVault;
import io.github.mfpjaxrs.security.it.app.UnenforceablePlacement;
import io.github.mfpjaxrs.security.it.app.Vault;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies that an application that lists its classes is protected, even though Quarkus does not register the
 * library's features and providers for it.
 */
@RuntimeTest
class ProtectedListingApplicationIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    private final Site site = Site.deployed();

    @Deployment(name = "unfit", managed = false, testable = false)
    static WebArchive unfit() {
        return War.named("unfit")
                .of(UnfitListingApplication.class, UnenforceablePlacement.class)
                .against(SERVER)
                .build();
    }

    @Deployment(testable = false)
    static WebArchive application() {
        return war("protectedlisting").against(SERVER).build();
    }

    /** Returns the application with all the classes that it needs. */
    static War war(String name) {
        return War.named(name)
                .of(
                        ProtectedListingApplication.class,
                        Accounts.class,
                        Asynchronous.class,
                        Callers.class,
                        OrdinaryResource.class,
                        Bank.class,
                        ProtectedBank.class,
                        Vault.class,
                        ProtectedVault.class,
                        HalfProtectedVault.class,
                        OpenVault.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ordinary",
                "accounts/balance",
                "accounts/open",
                "asynchronous/stage",
                "asynchronous/suspended",
                "bank/guarded/content",
                "bank/self-guarded/content",
                "bank/half/content",
                "bank/open/content",
                "protected-bank/vault/content"
            })
    void getWhenNoTokenThenRefused(String path) throws Exception {
        HttpResponse<String> response = site.get(path);

        assertRefused(response, 401, "Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accounts/balance",
                "asynchronous/stage",
                "bank/guarded/content",
                "bank/self-guarded/content",
                "bank/half/content",
                "protected-bank/vault/content"
            })
    void getWhenScopeIsTheResourcesThenLetInAndAskedOnce(String path) throws Exception {
        HttpResponse<String> refused = site.get(path, SERVER.issue("everything", "john"));
        SERVER.resetCounters();
        HttpResponse<String> granted = site.get(path, SERVER.issue("accessRestricted", "john"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(granted.statusCode()).isEqualTo(200);
        assertThat(SERVER.introspections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ordinary", "accounts/open", "bank/open/content"})
    void getWhenScopeIsTheApplicationsThenLetIn(String path) throws Exception {
        HttpResponse<String> refused = site.get(path, SERVER.issue("accessRestricted", "john"));
        HttpResponse<String> granted = site.get(path, SERVER.issue("everything", "john"));

        assertRefused(refused, 403, "Bearer error=\"insufficient_scope\", scope=\"everything\"");
        assertThat(granted.statusCode()).isEqualTo(200);
    }

    @Test
    void deployWhenListedPlacementContradictsItselfThenItFails() {
        assertThatThrownBy(() -> deployer.deploy("unfit")).rootCause().hasMessageContaining("Quarkus has ended");
    }
}
