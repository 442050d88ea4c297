package io.github.mfpjaxrs.security.it.classloading;

import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Verifies that an application without the library is not served. Java drops annotations whose class is missing, but
 * the deployment fails because the application's injection points cannot be resolved. The class is named to run last.
 */
@RuntimeTest
class UnfitMissingLibraryIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "missing", managed = false, testable = false)
    static WebArchive missing() {
        return Subject.named("missing").against(SERVER).withoutLibrary().build();
    }

    @Test
    void deployWhenLibraryIsMissingAndSomethingIsInjectedThenNothingIsServed() throws Exception {
        try (Attempt missing = Attempt.toDeploy(deployer, "missing")) {
            if (missing.site().isPresent()) {
                Subject.assertServesNothing(
                        missing.served(), SERVER.issue("RegisteredClient accessRestricted", "john"));
            }
        }
    }
}
