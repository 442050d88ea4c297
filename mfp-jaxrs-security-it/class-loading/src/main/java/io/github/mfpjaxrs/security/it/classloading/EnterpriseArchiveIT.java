package io.github.mfpjaxrs.security.it.classloading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests the library in an EAR, either in the {@code lib} directory for all WARs or in each WAR. */
@RuntimeTest
class EnterpriseArchiveIT {

    @AutoClose
    private static final MobileFirstServer FIRST = MobileFirstServer.start();

    @AutoClose
    private static final MobileFirstServer SECOND = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "shared", managed = false, testable = false)
    static EnterpriseArchive shared() {
        return Ear.sharing("shared", Subject.named("shared-one"), Subject.named("shared-two"))
                .addAsLibrary(Ear.configuration(Subject.named("any").against(FIRST)));
    }

    @Deployment(name = "separate", managed = false, testable = false)
    static EnterpriseArchive separate() {
        return Ear.of(
                "separate",
                Subject.named("separate-one").against(FIRST).config("mfp.default-scope", "first-scope"),
                Subject.named("separate-two").against(SECOND).config("mfp.default-scope", "second-scope"));
    }

    @Test
    void deployWhenLibraryIsInEarThenItsWarsAreProtectedAlikeAndShareTheCache() throws Exception {
        try (Attempt ear = Attempt.toDeploy(deployer, "shared")) {
            Site one = ear.served().beside("shared-one");
            Site two = ear.served().beside("shared-two");
            String token = FIRST.issue("accessRestricted", "john");

            assertThat(one.get("plain").statusCode()).isEqualTo(401);
            assertThat(two.get("plain").statusCode()).isEqualTo(401);
            assertThat(one.get("accounts/balance", token).body()).isEqualTo("balance of john");
            assertThat(two.get("accounts/balance", token).body()).isEqualTo("balance of john");
            assertThat(FIRST.introspections()).isEqualTo(1);
            // A refusal introspects the token again if the cached response is more than a second old.
            assertThat(two.get("accounts/registered", token).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void deployWhenLibraryIsInEachWarThenEachHasItsOwnConfigurationAndCache() throws Exception {
        try (Attempt ear = Attempt.toDeploy(deployer, "separate")) {
            Subject.assertIndependent(
                    ear.served().beside("separate-one"),
                    FIRST.issue("accessRestricted first-scope", "john"),
                    ear.served().beside("separate-two"),
                    SECOND.issue("accessRestricted first-scope", "mary"));
        }
    }
}
