package io.github.mfpjaxrs.security.it.classloading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.File;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests a WAR that contains Jersey on a server whose JAX-RS engine is RESTEasy. Jersey either replaces RESTEasy or
 * runs beside it.
 */
@RuntimeTest
class OwnEngineIT {

    private static final String SERVLET = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                     xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/web-app_5_0.xsd"
                     version="5.0">
              <servlet>
                <servlet-name>jersey</servlet-name>
                <servlet-class>org.glassfish.jersey.servlet.ServletContainer</servlet-class>
                <init-param>
                  <param-name>jersey.config.server.provider.classnames</param-name>
                  <param-value>%s,%s,%s</param-value>
                </init-param>
                <load-on-startup>1</load-on-startup>
              </servlet>
              <servlet-mapping>
                <servlet-name>jersey</servlet-name>
                <url-pattern>%s</url-pattern>
              </servlet-mapping>
            </web-app>
            """;

    private static final String WITHOUT_RESTEASY = """
            <jboss-deployment-structure xmlns="urn:jboss:deployment-structure:1.3">
              <deployment>
                <exclude-subsystems>
                  <subsystem name="jaxrs"/>
                </exclude-subsystems>
                <dependencies>
                  <module name="jakarta.ws.rs.api"/>
                  <module name="org.eclipse.microprofile.restclient"/>
                </dependencies>
              </deployment>
            </jboss-deployment-structure>
            """;

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "own-engine", managed = false, testable = false)
    static WebArchive inPlaceOfTheServers() {
        return withJersey("own-engine", "/api/*")
                .of(Accounts.class, Open.class, Plain.class)
                .webInf("jboss-deployment-structure.xml", WITHOUT_RESTEASY)
                .build();
    }

    @Deployment(name = "two-engines", managed = false, testable = false)
    static WebArchive besideTheServers() {
        return withJersey("two-engines", "/jersey/*")
                .of(RestApplication.class, Accounts.class, Open.class, Plain.class)
                .build();
    }

    /** Tries no valid token, because WildFly's REST client is incomplete without WildFly's own engine. */
    @Test
    @Tag("J27")
    void getWhenTheWarsEngineReplacesTheServersThenProtected() throws Exception {
        try (Attempt war = Attempt.toDeploy(deployer, "own-engine")) {
            Site site = war.served();

            assertThat(site.get("open").body()).isEqualTo("open");
            assertThat(site.get("plain").statusCode()).isEqualTo(401);
            Subject.assertClosed(site, SERVER.issue("other", "john"));
        }
    }

    /**
     * The two engines interfere with each other, so open methods can fail. Neither engine is allowed to run a
     * protected method.
     */
    @Test
    @Tag("J27")
    void getWhenTheWarsEngineStandsBesideTheServersThenProtectedOrNotServedByBoth() throws Exception {
        try (Attempt war = Attempt.toDeploy(deployer, "two-engines")) {
            Site site = war.served();

            assertThat(site.send(site.outside("jersey/plain")).statusCode()).isIn(401, 404, 500, 503);
            Subject.assertClosed(site, SERVER.issue("other", "john"));
        }
    }

    private static War withJersey(String name, String pattern) {
        return War.named(name)
                .withJarsOf(new File(System.getProperty("it.engine")))
                .against(SERVER)
                .webInf(
                        "web.xml",
                        SERVLET.formatted(
                                Accounts.class.getName(), Open.class.getName(), Plain.class.getName(), pattern));
    }
}
