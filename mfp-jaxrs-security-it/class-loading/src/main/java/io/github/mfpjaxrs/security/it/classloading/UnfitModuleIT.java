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
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library's classes are there, and its beans are not. For JBoss Modules. Last by its name. */
@ExtendWith(ArquillianExtension.class)
class UnfitModuleIT {

    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    /** JAX-RS finds our feature, CDI does not find our beans. */
    @Deployment(name = "services-only", managed = false, testable = false)
    static WebArchive servicesOnly() {
        return war("services-only", "services=\"import\"")
                .of(RestApplication.class, Plain.class)
                .build();
    }

    /** Nothing of ours is ever called: only what the application injects is missed. */
    @Deployment(name = "classes-only", managed = false, testable = false)
    static WebArchive classesOnly() {
        return war("classes-only", "")
                .of(RestApplication.class, Plain.class, Accounts.class)
                .build();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"services-only", "classes-only"})
    void deployWhenBeansAreNotFoundThenNothingIsServed(String name) throws Exception {
        Deploying deploying = new Deploying(deployer);
        try {
            Optional<Site> site = deploying.tryDeploy(name);

            if (site.isPresent()) {
                Deploying.assertServesNothing(site.get(), SERVER.issue("RegisteredClient accessRestricted", "john"));
            }
        } finally {
            deploying.undeploy(name);
        }
    }

    private static War war(String name, String how) {
        return War.named(name)
                .against(SERVER)
                .withoutLibrary()
                .webInf("jboss-deployment-structure.xml", Module.imported(how));
    }
}
