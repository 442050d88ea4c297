package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.UnenforceablePlacement;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.DiscoverableServer;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that faulty applications are not served. */
@RuntimeTest
class UnfitApplicationIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @AutoClose
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

    @Deployment(name = "blank", managed = false, testable = false)
    static WebArchive blank() {
        return War.named("blank")
                .of(RestApplication.class, Accounts.class)
                .against(SERVER)
                .config("mfp.token.required-audience", "")
                .build();
    }

    @Deployment(name = "mistyped", managed = false, testable = false)
    static WebArchive mistyped() {
        return War.named("mistyped")
                .of(RestApplication.class, Accounts.class)
                .against(SERVER)
                .config("mfp.token.required-audiance", "accounts")
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

    @Test
    void deployWhenConfigurationIsWrongThenNothingIsServed() throws Exception {
        assertNotServed("misconfigured", "accounts/balance", Ability.FAILED_DEPLOYMENTS);
        assertThat(SERVER.connections()).isZero();
    }

    @Test
    @Tag("G8")
    void deployWhenAKeyIsBlankThenNothingIsServed() throws Exception {
        assertNotServed("blank", "accounts/balance", Ability.FAILED_DEPLOYMENTS);
    }

    @Test
    @Tag("G1")
    void deployWhenAKeyIsMistypedThenNothingIsServed() throws Exception {
        assertNotServed("mistyped", "accounts/balance", Ability.FAILED_DEPLOYMENTS);
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

    /** Asserts that the deployment fails or, on runtimes that lack the given ability, that every request is refused. */
    private void assertNotServed(String name, String path, Ability failure) throws Exception {
        try (Attempt unfit = Attempt.toDeploy(deployer, name)) {
            assertThat(unfit.site().isEmpty()).isEqualTo(failure.isThere());
            if (unfit.site().isPresent()) {
                Site site = unfit.served();
                assertThat(site.get(path).statusCode()).isIn(401, 404, 500, 503);
                assertThat(site.get(path, SERVER.issue("accessRestricted", "john"))
                                .statusCode())
                        .isIn(404, 500, 503);
            }
        }
    }
}
