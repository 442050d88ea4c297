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
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two applications that bring no library, on a server that has it: a WildFly module, a shared library of Liberty's. */
@ExtendWith(ArquillianExtension.class)
class SharedLibraryIT {

    private static final MobileFirstServer FIRST = MobileFirstServer.start();
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

    @AfterAll
    static void close() {
        FIRST.close();
        SECOND.close();
    }

    @Test
    void deployWhenServerHasTheLibraryThenEachHasItsOwnConfigurationAndCache() throws Exception {
        Deploying deploying = new Deploying(deployer);
        try {
            Site one = deploying.tryDeploy("borrowing-one").orElseThrow();
            Site two = deploying.tryDeploy("borrowing-two").orElseThrow();
            String first = FIRST.issue("accessRestricted RegisteredClient", "john");
            String second = SECOND.issue("accessRestricted RegisteredClient", "mary");

            assertThat(one.get("plain").statusCode()).isEqualTo(401);
            assertThat(two.get("plain").statusCode()).isEqualTo(401);
            assertThat(one.get("accounts/balance", first).body()).isEqualTo("balance of john");
            assertThat(two.get("accounts/balance", first).statusCode()).isEqualTo(401);
            assertThat(two.get("accounts/balance", second).body()).isEqualTo("balance of mary");
            assertThat(one.get("accounts/balance", second).statusCode()).isEqualTo(401);
            assertThat(one.get("accounts/registered", first).statusCode()).isEqualTo(200);
            assertThat(two.get("accounts/registered", second).statusCode()).isEqualTo(403);
        } finally {
            deploying.undeploy("borrowing-two");
            deploying.undeploy("borrowing-one");
        }
    }

    private static War war(String name) {
        return War.named(name)
                .of(RestApplication.class, Accounts.class, Plain.class)
                .patient()
                .withoutLibrary()
                .webInf("jboss-deployment-structure.xml", Module.imported("meta-inf=\"import\" services=\"import\""));
    }
}
