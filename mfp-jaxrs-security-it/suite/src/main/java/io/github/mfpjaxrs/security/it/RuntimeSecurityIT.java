package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Callers;
import io.github.mfpjaxrs.security.it.app.InjectedContexts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.RoleLimited;
import io.github.mfpjaxrs.security.it.app.RolesApplication;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.Attempts;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What some runtimes make of the security context by themselves. */
@ExtendWith(ArquillianExtension.class)
class RuntimeSecurityIT {

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

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void getWhenStandardContextIsInjectedThenItNamesUser() throws Exception {
        Ability.INJECTED_SECURITY_CONTEXT.assume();
        Attempts attempts = new Attempts(deployer);
        try {
            Site site = attempts.deploy("injected").orElseThrow();

            HttpResponse<String> response = site.get("injected-standard", SERVER.issue("accessRestricted", "john"));

            assertThat(response.body()).isEqualTo("john by Bearer, accessRestricted true, admin false, secure false");
        } finally {
            attempts.undeploy("injected");
        }
    }

    @Test
    void getWhenMethodIsLimitedToRoleThenScopeElementIsTheRole() throws Exception {
        Attempts attempts = new Attempts(deployer);
        try {
            Optional<Site> deployed = attempts.deploy("roles");
            if (deployed.isPresent()) {
                assertThat(deployed.get().get("role-limited").statusCode()).isEqualTo(401);
            }
            Ability.ROLES_ALLOWED.assume();
            Site site = deployed.orElseThrow();
            assertThat(site.get("role-limited", SERVER.issue("accessRestricted", "john"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(site.get("role-limited", SERVER.issue("accessRestricted admin", "john"))
                            .body())
                    .isEqualTo("secret");
        } finally {
            attempts.undeploy("roles");
        }
    }
}
