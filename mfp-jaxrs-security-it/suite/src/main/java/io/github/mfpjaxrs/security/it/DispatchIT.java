package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.dispatch.Dispatcher;
import io.github.mfpjaxrs.security.it.app.dispatch.Frames;
import io.github.mfpjaxrs.security.it.app.dispatch.Steady;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies that each dispatch of a request is authorized separately. Servlet containers pass a request on to further
 * resources through forwards, includes, error pages and asynchronous dispatches. A refused request never counts as
 * already authorized.
 */
@RuntimeTest
class DispatchIT {

    private static final String WEB_XML = """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                 xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/web-app_5_0.xsd"
                 version="5.0">
          <error-page>
            <error-code>401</error-code>
            <location>/api/frames/second</location>
          </error-page>
          <error-page>
            <error-code>403</error-code>
            <location>/api/frames/second</location>
          </error-page>
          <error-page>
            <error-code>503</error-code>
            <location>/api/frames/second</location>
          </error-page>
        </web-app>
        """;

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        War war = War.named("dispatch")
                .of(RestApplication.class, Frames.class, Steady.class)
                .against(SERVER);
        return Ability.SERVLETS.isThere()
                ? war.of(RestApplication.class, Frames.class, Steady.class, Dispatcher.class)
                        .webInf("web.xml", WEB_XML)
                        .build()
                : war.build();
    }

    @BeforeEach
    void needServlets() {
        Ability.SERVLETS.assume();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "by=forward&to=first",
                "by=include&to=first&to=second",
                "by=include&to=second&to=second",
                "by=include&to=open&to=second",
                "by=hidden&to=first",
                "by=async&to=first",
                "by=async&to=steady"
            })
    @Tag("J18")
    void dispatchWhenNoTokenThenNothingProtectedRuns(String how) throws Exception {
        HttpResponse<String> response = site.send(site.outside("dispatch?" + how));

        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    @Tag("J18")
    void getWhenErrorPageIsAProtectedMethodThenItDoesNotRun() throws Exception {
        HttpResponse<String> response = site.send(site.request("frames/first").header("Accept", "text/html"));

        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    @Tag("J18")
    void getWhenErrorPageOf403IsAProtectedMethodThenItDoesNotRun() throws Exception {
        HttpResponse<String> response = site.send(
                site.authorized("frames/first", SERVER.issue("other", "john")).header("Accept", "text/html"));

        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    @Tag("J18")
    void forwardWhenTokenIsGoodThenTheMethodKnowsItsCaller() throws Exception {
        assertThat(dispatched("by=forward&to=first").body()).isEqualTo("first secret of john and john");
    }

    @Test
    @Tag("J18")
    void asyncDispatchWhenTokenIsGoodThenTheMethodKnowsItsCaller() throws Exception {
        Ability.ASYNC_DISPATCH.assume();

        assertThat(dispatched("by=async&to=first").body()).isEqualTo("first secret of john and john");
    }

    /** The method runs even on servers that have no request scope during an asynchronous dispatch. */
    @Test
    @Tag("J18")
    void asyncDispatchWhenTheBeanNeedsNoRequestScopeThenTheMethodRuns() throws Exception {
        assertThat(dispatched("by=async&to=steady").body()).isEqualTo("steady secret of john");
    }

    @Test
    @Tag("J18")
    void includeWhenTheSecondDispatchHasNoTokenThenOnlyTheFirstRuns() throws Exception {
        HttpResponse<String> response = dispatched("by=hidden&to=first");

        assertThat(response.body()).doesNotContain("nobody").doesNotContainPattern("(?s)first secret.*first secret");
    }

    private HttpResponse<String> dispatched(String how) throws Exception {
        return site.send(site.outside("dispatch?" + how)
                .header("Authorization", "Bearer " + SERVER.issue("accessRestricted", "john")));
    }
}
