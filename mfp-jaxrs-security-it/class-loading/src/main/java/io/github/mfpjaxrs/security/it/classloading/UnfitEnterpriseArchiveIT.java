package io.github.mfpjaxrs.security.it.classloading;

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

/** WARs of an EAR that share the library and yet want to be configured each for itself. Last by its name. */
@RuntimeTest
class UnfitEnterpriseArchiveIT {

    @AutoClose
    private static final MobileFirstServer OF_EAR = MobileFirstServer.start();

    @AutoClose
    private static final MobileFirstServer OF_WAR = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "contradicting", managed = false, testable = false)
    static EnterpriseArchive contradicting() {
        return Ear.sharing(
                        "contradicting",
                        Subject.named("contradicting-none"),
                        Subject.named("contradicting").against(OF_WAR).config("mfp.token.required-audience", "only-me"))
                .addAsLibrary(Ear.configuration(Subject.named("any").against(OF_EAR)));
    }

    @Deployment(name = "scattered", managed = false, testable = false)
    static EnterpriseArchive scattered() {
        return Ear.sharing(
                "scattered",
                Subject.named("scattered-one").against(OF_EAR),
                Subject.named("scattered-two").against(OF_WAR));
    }

    @Test
    void deployWhenWarDiffersFromItsEarThenItIsNotServed() throws Exception {
        try (Attempt ear = Attempt.toDeploy(deployer, "contradicting")) {
            if (ear.site().isPresent()) {
                Site war = ear.served().beside("contradicting");
                Subject.assertServesNothing(war, OF_EAR.issue("RegisteredClient accessRestricted", "john"));
                Subject.assertServesNothing(war, OF_WAR.issue("RegisteredClient accessRestricted", "john"));
            }
        }
    }

    @Test
    void deployWhenOnlyItsWarsAreConfiguredThenNothingIsServed() throws Exception {
        try (Attempt ear = Attempt.toDeploy(deployer, "scattered")) {
            if (ear.site().isPresent()) {
                String token = OF_EAR.issue("RegisteredClient accessRestricted", "john");
                Subject.assertServesNothing(ear.served().beside("scattered-one"), token);
                Subject.assertServesNothing(ear.served().beside("scattered-two"), token);
            }
        }
    }
}
