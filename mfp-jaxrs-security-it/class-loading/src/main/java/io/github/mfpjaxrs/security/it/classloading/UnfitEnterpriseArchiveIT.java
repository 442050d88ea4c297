package io.github.mfpjaxrs.security.it.classloading;

import io.github.mfpjaxrs.security.it.app.switches.Switches;
import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests EARs whose WARs have different settings. The class is named to run last. */
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

    @Deployment(name = "shared-switched", managed = false, testable = false)
    static EnterpriseArchive sharedAndSwitched() {
        return Ear.sharing("shared-switched", switched("shared-switched-off"), Subject.named("shared-switched-not"))
                .addAsLibrary(Ear.configuration(Subject.named("any").against(OF_EAR)));
    }

    @Deployment(name = "separate-switched", managed = false, testable = false)
    static EnterpriseArchive separateAndSwitched() {
        return Ear.of(
                "separate-switched",
                switched("separate-switched-off").against(OF_EAR),
                Subject.named("separate-switched-not").against(OF_EAR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared-switched", "separate-switched"})
    @Tag("J28")
    void deployWhenOneWarSwitchesProvidersOffThenAllAreClosed(String name) throws Exception {
        try (Attempt ear = Attempt.toDeploy(deployer, name)) {
            if (ear.site().isPresent()) {
                String other = OF_EAR.issue("other", "john");
                Subject.assertClosed(ear.served().beside(name + "-off"), other);
                Subject.assertClosed(ear.served().beside(name + "-not"), other);
            }
        }
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

    private static War switched(String name) {
        return Subject.named(name).webInf("web.xml", Switches.DISABLED_PROVIDERS);
    }
}
