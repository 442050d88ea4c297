package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.Callers;
import io.github.mfpjaxrs.security.it.app.PlainContexts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.switches.PlainRates;
import io.github.mfpjaxrs.security.it.app.switches.ProtectedApplicationOfRates;
import io.github.mfpjaxrs.security.it.app.switches.ProtectedWithoutServices;
import io.github.mfpjaxrs.security.it.app.switches.Rates;
import io.github.mfpjaxrs.security.it.app.switches.RatesWithoutServices;
import io.github.mfpjaxrs.security.it.app.switches.Switches;
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

/**
 * Verifies that an application whose settings disable the library's features or filters is either protected or not
 * served.
 */
@RuntimeTest
class SwitchedOffIT {

    /** A {@code web.xml} that disables the scan for annotated servlets, filters and listeners. */
    private static final String COMPLETE = """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                 xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/web-app_5_0.xsd"
                 version="5.0" metadata-complete="true">
        </web-app>
        """;

    private static final String WITHOUT_BUILTINS = """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                 xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/web-app_5_0.xsd"
                 version="5.0">
          <context-param>
            <param-name>resteasy.use.builtin.providers</param-name>
            <param-value>false</param-value>
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
                ? war.webInf("web.xml", Switches.DISABLED_PROVIDERS).build()
                : war.build();
    }

    @Deployment(name = "application-only", managed = false, testable = false)
    static WebArchive protectedByTheApplicationOnly() {
        War war = War.named("application-only")
                .of(ProtectedWithoutServices.class, Rates.class, PlainRates.class)
                .config("resteasy.use.builtin.providers", "false")
                .against(SERVER);
        return Ability.SERVLETS.isThere()
                ? war.webInf("web.xml", WITHOUT_BUILTINS).build()
                : war.build();
    }

    @Deployment(name = "application-only-providers-off", managed = false, testable = false)
    static WebArchive protectedByTheApplicationOnlyWithoutProviders() {
        War war = War.named("application-only-providers-off")
                .of(ProtectedApplicationOfRates.class, Rates.class)
                .against(SERVER);
        return Ability.SERVLETS.isThere()
                ? war.webInf("web.xml", Switches.DISABLED_PROVIDERS).build()
                : war.build();
    }

    @Deployment(name = "paths-only", managed = false, testable = false)
    static WebArchive protectedByKeysOnly() {
        War war = War.named("paths-only")
                .of(RatesWithoutServices.class, Rates.class, PlainRates.class)
                .config("resteasy.use.builtin.providers", "false")
                .config("mfp.protect.all.paths", "/api/*")
                .config("mfp.protect.all.scopes", "accessRestricted")
                .against(SERVER);
        return Ability.SERVLETS.isThere()
                ? war.webInf("web.xml", WITHOUT_BUILTINS).build()
                : war.build();
    }

    @Deployment(name = "paths-only-providers-off", managed = false, testable = false)
    static WebArchive protectedByKeysOnlyWithoutProviders() {
        War war = War.named("paths-only-providers-off")
                .of(RestApplication.class, Rates.class)
                .config("mfp.protect.all.paths", "/api/*")
                .config("mfp.protect.all.scopes", "accessRestricted")
                .against(SERVER);
        return Ability.SERVLETS.isThere()
                ? war.webInf("web.xml", Switches.DISABLED_PROVIDERS).build()
                : war.build();
    }

    /**
     * Disables the features on runtimes that read such switches from the application's or the server's configuration.
     */
    @Deployment(name = "settings-off", managed = false, testable = false)
    static WebArchive withoutProvidersBySettings() {
        return War.named("settings-off")
                .of(RestApplication.class, Accounts.class)
                .config(
                        "resteasy.disable.providers",
                        "io.github.mfpjaxrs.security.internal.boot.FilterFeature,io.github.mfpjaxrs.security.internal.boot.MethodProtectionFeature,io.github.mfpjaxrs.security.internal.request.MFPProtectedFilter")
                .config("jakarta.ws.rs.loadServices", "false")
                .config("jersey.config.disableAutoDiscovery", "true")
                .config("jersey.config.disableMetainfServicesLookup", "true")
                .config(
                        "quarkus.arc.exclude-types",
                        "io.github.mfpjaxrs.security.internal.boot.*,io.github.mfpjaxrs.security.internal.request.*")
                .against(SERVER)
                .build();
    }

    @Deployment(name = "discovery-none", managed = false, testable = false)
    static WebArchive withoutDiscovery() {
        return War.named("discovery-none")
                .of(RestApplication.class, Accounts.class, PlainContexts.class, Callers.class)
                .discovering("none")
                .against(SERVER)
                .build();
    }

    @Deployment(name = "beans-xml-missing", managed = false, testable = false)
    static WebArchive withoutBeansXml() {
        return War.named("beans-xml-missing")
                .of(RestApplication.class, Accounts.class, PlainContexts.class, Callers.class)
                .withoutBeansXml()
                .against(SERVER)
                .build();
    }

    @Deployment(name = "metadata-complete", managed = false, testable = false)
    static WebArchive complete() {
        War war = War.named("metadata-complete")
                .of(RestApplication.class, Accounts.class, PlainContexts.class, Callers.class)
                .against(SERVER);
        return Ability.SERVLETS.isThere() ? war.webInf("web.xml", COMPLETE).build() : war.build();
    }

    @Test
    @Tag("J14")
    @Tag("J28")
    void getWhenOnlyTheApplicationIsAnnotatedAndServicesAreOffThenProtectedOrNotServed() throws Exception {
        assertRatesClosed("application-only", "rates", "plain-rates");
    }

    @Test
    @Tag("J14")
    @Tag("J28")
    void getWhenOnlyTheApplicationIsAnnotatedAndProvidersAreOffThenProtectedOrNotServed() throws Exception {
        assertRatesClosed("application-only-providers-off", "rates");
    }

    @Test
    @Tag("J14")
    @Tag("S2")
    void getWhenOnlyKeysProtectAndServicesAreOffThenProtectedOrNotServed() throws Exception {
        assertRatesClosed("paths-only", "rates", "plain-rates");
    }

    @Test
    @Tag("J14")
    @Tag("S2")
    void getWhenOnlyKeysProtectAndProvidersAreOffThenProtectedOrNotServed() throws Exception {
        assertRatesClosed("paths-only-providers-off", "rates");
    }

    @Test
    @Tag("J28")
    void getWhenProvidersAreSwitchedOffBySettingsThenProtectedOrNotServed() throws Exception {
        assertClosed("settings-off");
    }

    @Test
    @Tag("J28")
    void getWhenNoClassesAreDiscoveredThenProtectedOrNotServed() throws Exception {
        assertClosed("discovery-none");
    }

    @Test
    @Tag("J28")
    void getWhenBeansXmlIsMissingThenProtectedOrNotServed() throws Exception {
        assertClosed("beans-xml-missing");
    }

    @Test
    @Tag("J28")
    void getWhenMetadataIsCompleteThenProtectedOrNotServed() throws Exception {
        assertClosed("metadata-complete");
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

    private void assertRatesClosed(String name, String... paths) throws Exception {
        try (Attempt switched = Attempt.toDeploy(deployer, name)) {
            if (switched.site().isPresent()) {
                for (String path : paths) {
                    HttpResponse<String> anonymous = switched.served().get(path);

                    assertThat(anonymous.statusCode()).as(path).isIn(401, 404, 500, 503);
                    assertThat(anonymous.body()).as(path).doesNotContain("the rate is");
                }
            }
        }
    }

    private void assertClosed(String name) throws Exception {
        try (Attempt switched = Attempt.toDeploy(deployer, name)) {
            if (switched.site().isPresent()) {
                Site site = switched.served();
                HttpResponse<String> anonymous = site.get("accounts/balance");
                HttpResponse<String> other = site.get("accounts/balance", SERVER.issue("other", "john"));
                HttpResponse<String> plain = site.get("plain");

                assertThat(anonymous.statusCode()).isIn(401, 404, 500);
                assertThat(other.statusCode()).isIn(403, 404, 500);
                assertThat(plain.statusCode()).isIn(401, 404, 500);
                assertThat(anonymous.body() + other.body() + plain.body()).doesNotContain("balance of", "nobody by");
            }
        }
    }
}
