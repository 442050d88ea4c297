package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Callers;
import io.github.mfpjaxrs.security.it.app.InjectedContexts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.RoleLimited;
import io.github.mfpjaxrs.security.it.app.RolesApplication;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests features that use the security context and that only some runtimes have. */
@RuntimeTest
class RuntimeSecurityIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "injected", managed = false, testable = false)
    static WebArchive injected() {
        return War.named("injected")
                .of(RestApplication.class, Callers.class, InjectedContexts.class)
                .against(SERVER)
                .build();
    }

    @Deployment(name = "roles", managed = false, testable = false)
    static WebArchive roles() {
        return War.named("roles")
                .of(RolesApplication.class, RoleLimited.class)
                .roles()
                .against(SERVER)
                .build();
    }

    @Test
    void getWhenStandardContextIsInjectedThenItNamesUser() throws Exception {
        Ability.INJECTED_SECURITY_CONTEXT.assume();
        try (Attempt injected = Attempt.toDeploy(deployer, "injected")) {
            HttpResponse<String> response =
                    injected.served().get("injected-standard", SERVER.issue("accessRestricted", "john"));

            assertThat(response.body()).isEqualTo("john by Bearer, accessRestricted true, admin false, secure false");
        }
    }

    @Test
    void getWhenMethodIsLimitedToRoleThenScopeElementIsTheRole() throws Exception {
        try (Attempt roles = Attempt.toDeploy(deployer, "roles")) {
            if (roles.site().isPresent()) {
                assertThat(roles.served().get("role-limited").statusCode()).isEqualTo(401);
            }
            Ability.ROLES_ALLOWED.assume();
            Site site = roles.served();
            assertThat(site.get("role-limited", SERVER.issue("accessRestricted", "john"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(site.get("role-limited", SERVER.issue("accessRestricted admin", "john"))
                            .body())
                    .isEqualTo("secret");
        }
    }
}
