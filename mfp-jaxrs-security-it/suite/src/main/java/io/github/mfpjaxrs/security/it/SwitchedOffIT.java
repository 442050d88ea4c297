package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.switches.WithoutServices;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Settings that keep the library's features or filters away: the application is protected, or not served. */
@RuntimeTest
class SwitchedOffIT {

    /** RESTEasy's own switch. Other runtimes do not know it. */
    private static final String DISABLED_PROVIDERS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                     xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/web-app_5_0.xsd"
                     version="5.0">
              <absolute-ordering/>
              <context-param>
                <param-name>resteasy.disable.providers</param-name>
                <param-value>io.github.mfpjaxrs.security.internal.boot.FilterFeature,io.github.mfpjaxrs.security.internal.boot.MethodProtectionFeature,io.github.mfpjaxrs.security.internal.request.MFPProtectedFilter,io.github.mfpjaxrs.security.internal.boot.ScannedFilterFeature,io.github.mfpjaxrs.security.internal.boot.ScannedProtectionFeature</param-value>
              </context-param>
              <context-param>
                <param-name>jersey.config.server.disableAutoDiscovery</param-name>
                <param-value>true</param-value>
              </context-param>
              <context-param>
                <param-name>jersey.config.disableMetainfServicesLookup</param-name>
                <param-value>true</param-value>
              </context-param>
            </web-app>
            """;

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "services-off", managed = false, testable = false)
    static WebArchive withoutServices() {
        return War.named("services-off")
                .of(WithoutServices.class, Accounts.class)
                .against(SERVER)
                .build();
    }

    @Deployment(name = "providers-off", managed = false, testable = false)
    static WebArchive withoutProviders() {
        War war = War.named("providers-off")
                .of(RestApplication.class, Accounts.class)
                .against(SERVER);
        return Ability.SERVLETS.isThere()
                ? war.webInf("web.xml", DISABLED_PROVIDERS).build()
                : war.build();
    }

    @Test
    @Tag("J14")
    void getWhenApplicationLoadsNoServicesThenProtectedOrNotServed() throws Exception {
        assertClosed("services-off");
    }

    @Test
    @Tag("J14")
    @Tag("J28")
    void getWhenProvidersAreSwitchedOffThenProtectedOrNotServed() throws Exception {
        assertClosed("providers-off");
    }

    private void assertClosed(String name) throws Exception {
        try (Attempt switched = Attempt.toDeploy(deployer, name)) {
            if (switched.site().isPresent()) {
                Site site = switched.served();
                HttpResponse<String> anonymous = site.get("accounts/balance");
                HttpResponse<String> other = site.get("accounts/balance", SERVER.issue("other", "john"));

                assertThat(anonymous.statusCode()).isIn(401, 404, 500);
                assertThat(other.statusCode()).isIn(403, 404, 500);
                assertThat(anonymous.body() + other.body()).doesNotContain("balance of");
            }
        }
    }
}
