package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.OrdinaryResource;
import io.github.mfpjaxrs.security.it.app.UnscopedApplication;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.Attempts;
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

/** An application that CDI does not know protects its resources all the same. */
@ExtendWith(ArquillianExtension.class)
class ApplicationWithoutScopeIT {

    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "unscoped", managed = false, testable = false)
    static WebArchive application() {
        return War.named("unscoped")
                .of(UnscopedApplication.class, OrdinaryResource.class)
                .against(SERVER)
                .build();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void deployWhenApplicationIsNoBeanThenItProtectsOrIsNotServed() throws Exception {
        Attempts attempts = new Attempts(deployer);
        try {
            Optional<Site> site = attempts.deploy("unscoped");

            if (Ability.UNSCOPED_APPLICATION.isThere()) {
                assertThat(site.orElseThrow().get("ordinary").statusCode()).isEqualTo(401);
                assertThat(site.orElseThrow()
                                .get("ordinary", SERVER.issue("everything", "john"))
                                .body())
                        .isEqualTo("ordinary");
            } else if (site.isPresent()) {
                assertThat(site.get().get("ordinary").statusCode()).isIn(401, 404);
            }
        } finally {
            attempts.undeploy("unscoped");
        }
    }
}
