package io.github.mfpjaxrs.security.it.classloading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The library in an EAR: in its lib, for all its WARs, or in each WAR. */
@ExtendWith(ArquillianExtension.class)
class EnterpriseArchiveIT {

    private static final MobileFirstServer FIRST = MobileFirstServer.start();
    private static final MobileFirstServer SECOND = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "shared", managed = false, testable = false)
    static EnterpriseArchive shared() {
        return Ear.sharing("shared", war("shared-one"), war("shared-two"))
                .addAsLibrary(Ear.configuration(war("any").against(FIRST).patient()));
    }

    @Deployment(name = "separate", managed = false, testable = false)
    static EnterpriseArchive separate() {
        return Ear.of(
                "separate",
                war("separate-one").against(FIRST).patient().config("mfp.default-scope", "first-scope"),
                war("separate-two").against(SECOND).patient().config("mfp.default-scope", "second-scope"));
    }

    @BeforeEach
    void reset() {
        FIRST.reset();
        SECOND.reset();
    }

    @AfterAll
    static void close() {
        FIRST.close();
        SECOND.close();
    }

    @Test
    void deployWhenLibraryIsInEarThenItsWarsAreProtectedAlikeAndShareTheCache() throws Exception {
        Deploying deploying = new Deploying(deployer);
        try {
            Site ear = deploying.tryDeploy("shared").orElseThrow();
            Site one = ear.beside("shared-one");
            Site two = ear.beside("shared-two");
            String token = FIRST.issue("accessRestricted", "john");

            assertThat(one.get("plain").statusCode()).isEqualTo(401);
            assertThat(two.get("plain").statusCode()).isEqualTo(401);
            assertThat(one.get("accounts/balance", token).body()).isEqualTo("balance of john");
            assertThat(two.get("accounts/balance", token).body()).isEqualTo("balance of john");
            assertThat(two.get("accounts/registered", token).statusCode()).isEqualTo(403);
            assertThat(FIRST.introspections()).isEqualTo(1);
        } finally {
            deploying.undeploy("shared");
        }
    }

    @Test
    void deployWhenLibraryIsInEachWarThenEachHasItsOwnConfigurationAndCache() throws Exception {
        Deploying deploying = new Deploying(deployer);
        try {
            Site ear = deploying.tryDeploy("separate").orElseThrow();
            Site one = ear.beside("separate-one");
            Site two = ear.beside("separate-two");
            String first = FIRST.issue("accessRestricted first-scope", "john");
            String second = SECOND.issue("accessRestricted first-scope", "mary");

            assertThat(one.get("plain").statusCode()).isEqualTo(401);
            assertThat(two.get("plain").statusCode()).isEqualTo(401);
            assertThat(one.get("accounts/balance", first).body()).isEqualTo("balance of john");
            assertThat(two.get("accounts/balance", first).statusCode()).isEqualTo(401);
            assertThat(two.get("accounts/balance", second).body()).isEqualTo("balance of mary");
            assertThat(one.get("accounts/balance", second).statusCode()).isEqualTo(401);
            assertThat(one.get("accounts/registered", first).statusCode()).isEqualTo(200);
            assertThat(two.get("accounts/registered", second).statusCode()).isEqualTo(403);
        } finally {
            deploying.undeploy("separate");
        }
    }

    private static War war(String name) {
        return War.named(name).of(RestApplication.class, Accounts.class, Plain.class);
    }
}
