package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.OrdinaryResource;
import io.github.mfpjaxrs.security.it.app.ProtectedParentApplication;
import io.github.mfpjaxrs.security.it.app.UnscopedApplication;
import io.github.mfpjaxrs.security.it.app.UnscopedChildApplication;
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

/** Verifies that an application that is not a CDI bean is either protected or not served. */
@RuntimeTest
class ApplicationWithoutScopeIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "unscoped", managed = false, testable = false)
    static WebArchive unscoped() {
        return War.named("unscoped")
                .of(UnscopedApplication.class, OrdinaryResource.class)
                .against(SERVER)
                .build();
    }

    @Deployment(name = "unscopedchild", managed = false, testable = false)
    static WebArchive unscopedChild() {
        return War.named("unscopedchild")
                .of(ProtectedParentApplication.class, UnscopedChildApplication.class, OrdinaryResource.class)
                .against(SERVER)
                .build();
    }

    @Test
    void getWhenApplicationHasNoScopeThenItProtectsOrIsNotServed() throws Exception {
        assertProtected("unscoped");
    }

    @Test
    void getWhenApplicationHasNoScopeAndInheritsTheAnnotationThenItProtectsOrIsNotServed() throws Exception {
        assertProtected("unscopedchild");
    }

    private void assertProtected(String deployment) throws Exception {
        try (Attempt attempt = Attempt.toDeploy(deployer, deployment)) {
            if (!Ability.UNSCOPED_APPLICATION.isThere()) {
                assertThat(attempt.site()).isEmpty();
                return;
            }
            Site site = attempt.served();
            assertThat(site.get("ordinary").statusCode()).isEqualTo(401);
            assertThat(site.get("ordinary", SERVER.issue("everything", "john")).body())
                    .isEqualTo("ordinary");
        }
    }
}
