package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.OrdinaryResource;
import io.github.mfpjaxrs.security.it.app.UnscopedApplication;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An application that CDI does not know protects its resources all the same. */
@RuntimeTest
class ApplicationWithoutScopeIT {

    @AutoClose
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

    @Test
    void deployWhenApplicationIsNoBeanThenItProtectsOrIsNotServed() throws Exception {
        try (Attempt unscoped = Attempt.toDeploy(deployer, "unscoped")) {
            if (Ability.UNSCOPED_APPLICATION.isThere()) {
                Site site = unscoped.served();
                assertThat(site.get("ordinary").statusCode()).isEqualTo(401);
                assertThat(site.get("ordinary", SERVER.issue("everything", "john"))
                                .body())
                        .isEqualTo("ordinary");
            } else if (unscoped.site().isPresent()) {
                assertThat(unscoped.served().get("ordinary").statusCode()).isIn(401, 404);
            }
        }
    }
}
