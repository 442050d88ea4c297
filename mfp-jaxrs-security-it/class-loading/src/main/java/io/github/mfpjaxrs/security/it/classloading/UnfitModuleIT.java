package io.github.mfpjaxrs.security.it.classloading;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies that nothing is served if JBoss Modules makes the library's classes visible but not its beans. The class is
 * named to run last.
 */
@RuntimeTest
class UnfitModuleIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    /** An application for which JAX-RS finds the library's feature, but CDI does not find the library's beans. */
    @Deployment(name = "services-only", managed = false, testable = false)
    static WebArchive servicesOnly() {
        return war("services-only", "services=\"import\"")
                .of(RestApplication.class, Plain.class)
                .build();
    }

    /**
     * An application that never calls the library. Only injection points reveal that the library's beans are missing.
     */
    @Deployment(name = "classes-only", managed = false, testable = false)
    static WebArchive classesOnly() {
        return war("classes-only", "")
                .of(RestApplication.class, Plain.class, Accounts.class)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"services-only", "classes-only"})
    void deployWhenBeansAreNotFoundThenNothingIsServed(String name) throws Exception {
        try (Attempt unfit = Attempt.toDeploy(deployer, name)) {
            if (unfit.site().isPresent()) {
                Subject.assertServesNothing(unfit.served(), SERVER.issue("RegisteredClient accessRestricted", "john"));
            }
        }
    }

    private static War war(String name, String how) {
        return War.named(name)
                .against(SERVER)
                .withoutLibrary()
                .webInf("jboss-deployment-structure.xml", Module.imported(how));
    }
}
