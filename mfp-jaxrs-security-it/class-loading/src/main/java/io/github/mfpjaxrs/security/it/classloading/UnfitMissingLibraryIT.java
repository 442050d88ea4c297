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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Java drops annotations whose class is missing. What the application injects is missed all the same. Last by its name. */
@ExtendWith(ArquillianExtension.class)
class UnfitMissingLibraryIT {

    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "missing", managed = false, testable = false)
    static WebArchive missing() {
        return War.named("missing")
                .of(RestApplication.class, Accounts.class, Plain.class)
                .against(SERVER)
                .withoutLibrary()
                .build();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void deployWhenLibraryIsMissingAndSomethingIsInjectedThenNothingIsServed() throws Exception {
        Deploying deploying = new Deploying(deployer);
        try {
            Optional<Site> site = deploying.tryDeploy("missing");

            if (site.isPresent()) {
                Deploying.assertServesNothing(site.get(), SERVER.issue("RegisteredClient accessRestricted", "john"));
            }
        } finally {
            deploying.undeploy("missing");
        }
    }
}
