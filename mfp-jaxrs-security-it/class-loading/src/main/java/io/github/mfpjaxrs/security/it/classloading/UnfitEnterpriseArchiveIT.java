package io.github.mfpjaxrs.security.it.classloading;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** WARs of an EAR that share the library and yet want to be configured each for itself. Last by its name. */
@ExtendWith(ArquillianExtension.class)
class UnfitEnterpriseArchiveIT {

    private static final MobileFirstServer OF_EAR = MobileFirstServer.start();
    private static final MobileFirstServer OF_WAR = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "contradicting", managed = false, testable = false)
    static EnterpriseArchive contradicting() {
        return Ear.sharing(
                        "contradicting",
                        war("contradicting-none"),
                        war("contradicting").against(OF_WAR).config("mfp.required-audience", "only-me"))
                .addAsLibrary(Ear.configuration(war("any").against(OF_EAR)));
    }

    @Deployment(name = "scattered", managed = false, testable = false)
    static EnterpriseArchive scattered() {
        return Ear.sharing(
                "scattered",
                war("scattered-one").against(OF_EAR),
                war("scattered-two").against(OF_WAR));
    }

    @BeforeEach
    void reset() {
        OF_EAR.reset();
        OF_WAR.reset();
    }

    @AfterAll
    static void close() {
        OF_EAR.close();
        OF_WAR.close();
    }

    @Test
    void deployWhenWarDiffersFromItsEarThenItIsNotServed() throws Exception {
        Deploying deploying = new Deploying(deployer);
        try {
            Optional<Site> ear = deploying.tryDeploy("contradicting");

            if (ear.isPresent()) {
                Site war = ear.get().beside("contradicting");
                Deploying.assertServesNothing(war, OF_EAR.issue("RegisteredClient accessRestricted", "john"));
                Deploying.assertServesNothing(war, OF_WAR.issue("RegisteredClient accessRestricted", "john"));
            }
        } finally {
            deploying.undeploy("contradicting");
        }
    }

    @Test
    void deployWhenOnlyItsWarsAreConfiguredThenNothingIsServed() throws Exception {
        Deploying deploying = new Deploying(deployer);
        try {
            Optional<Site> ear = deploying.tryDeploy("scattered");

            if (ear.isPresent()) {
                String token = OF_EAR.issue("RegisteredClient accessRestricted", "john");
                Deploying.assertServesNothing(ear.get().beside("scattered-one"), token);
                Deploying.assertServesNothing(ear.get().beside("scattered-two"), token);
            }
        } finally {
            deploying.undeploy("scattered");
        }
    }

    private static War war(String name) {
        return War.named(name).of(RestApplication.class, Accounts.class, Plain.class);
    }
}
