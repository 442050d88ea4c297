package io.github.mfpjaxrs.security.it.classloading;

import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests two applications that do not contain the library, on a server that provides it as a WildFly module or Liberty
 * library.
 */
@RuntimeTest
@Tag("J29")
class SharedLibraryIT {

    @AutoClose
    private static final MobileFirstServer FIRST = MobileFirstServer.start();

    @AutoClose
    private static final MobileFirstServer SECOND = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "borrowing-one", managed = false, testable = false)
    static WebArchive first() {
        return war("borrowing-one").against(FIRST).build();
    }

    @Deployment(name = "borrowing-two", managed = false, testable = false)
    static WebArchive second() {
        return war("borrowing-two")
                .against(SECOND)
                .config("mfp.default-scope", "second-scope")
                .build();
    }

    @Test
    void deployWhenServerHasTheLibraryThenEachHasItsOwnConfigurationAndCache() throws Exception {
        try (Attempt one = Attempt.toDeploy(deployer, "borrowing-one");
                Attempt two = Attempt.toDeploy(deployer, "borrowing-two")) {
            Subject.assertIndependent(
                    one.served(),
                    FIRST.issue("accessRestricted RegisteredClient", "john"),
                    two.served(),
                    SECOND.issue("accessRestricted RegisteredClient", "mary"));
        }
    }

    private static War war(String name) {
        return Subject.named(name)
                .withoutLibrary()
                .webInf("jboss-deployment-structure.xml", Module.imported("meta-inf=\"import\" services=\"import\""));
    }
}
