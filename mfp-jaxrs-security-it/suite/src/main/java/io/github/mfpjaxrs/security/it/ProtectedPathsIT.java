package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.paths.Reports;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests resources whose paths are protected by configuration keys rather than by annotations. */
@RuntimeTest
class ProtectedPathsIT {

    /** Matches every response that serves nothing. Payara itself responds with an empty 200 to a malformed escape. */
    private static final Pattern NOTHING_SERVED =
            Pattern.compile("^HTTP/1.1 (30[1278]|40[014]|500|200 .*\r\n(.+\r\n)*Content-Length: 0\r\n)");

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("paths")
                .of(RestApplication.class, Accounts.class, Reports.class)
                .against(SERVER)
                .config("mfp.cache.max-age", "PT0S")
                .config("mfp.protect.reports.paths", "/api/reports/*")
                .config("mfp.protect.reports.scopes", "accessRestricted")
                .config("mfp.protect.public.paths", "/api/reports/public")
                .config("mfp.protect.public.scopes", "write")
                .config("mfp.protect.public.open-methods", "GET")
                .build();
    }

    @ParameterizedTest
    @Tag("S1")
    @ValueSource(strings = {"reports", "reports/", "reports/1", "reports/later", "reports/annotated"})
    void getWhenNoTokenThenRefusedAsByAnAnnotation(String path) throws Exception {
        HttpResponse<String> expected = site.get("accounts/balance");

        HttpResponse<String> response = site.get(path);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo(expected.body());
        for (String field : new String[] {"WWW-Authenticate", "Content-Type", "Cache-Control", "Vary"}) {
            assertThat(response.headers().allValues(field))
                    .isEqualTo(expected.headers().allValues(field));
        }
    }

    @Test
    @Tag("S1")
    void getWhenScopeIsGrantedThenServedAndCallerIsKnown() throws Exception {
        String token = SERVER.issue("accessRestricted", "john");

        assertThat(site.get("reports/1", token).body()).isEqualTo("secret 1 of john and john");
        assertThat(site.get("reports/later", token).body()).isEqualTo("secret later");
        assertThat(site.get("reports/1", SERVER.issue("other", "john")).statusCode())
                .isEqualTo(403);
        assertThat(site.get("accounts/open").body()).isEqualTo("open");
    }

    @ParameterizedTest
    @Tag("S2")
    @ValueSource(strings = {"HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "INVENTED"})
    void sendWhenMethodIsNotOpenedThenNothingRuns(String method) throws Exception {
        for (String path : new String[] {"reports/public", "reports/1"}) {
            HttpResponse<String> response = site.send(method, path);

            if (Ability.PATHS_BEFORE_MATCHING.isThere() || !method.equals("OPTIONS")) {
                assertThat(response.statusCode()).isIn(401, 404, 405);
            }
            assertThat(response.body()).doesNotContain("secret");
        }
        assertThat(site.send("POST", "reports/public").statusCode()).isEqualTo(401);
        assertThat(site.send("HEAD", "reports/1").statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("S3")
    void getWhenMorePatternsMatchThenTheMostSpecificDecides() throws Exception {
        assertThat(site.get("reports/public").body()).isEqualTo("published");
        assertThat(site.get("reports/public/").statusCode()).isIn(200, 404);
    }

    @Test
    @Tag("S4")
    void getWhenPathAndAnnotationApplyThenBothWithOneIntrospection() throws Exception {
        String[] tokens = {
            SERVER.issue("accessRestricted", "john"),
            SERVER.issue("write", "john"),
            SERVER.issue("accessRestricted write", "john")
        };
        int before = SERVER.introspections();

        assertThat(site.get("reports/annotated", tokens[0]).statusCode()).isEqualTo(403);
        assertThat(site.get("reports/annotated", tokens[1]).statusCode()).isEqualTo(403);
        assertThat(site.get("reports/annotated", tokens[2]).body()).isEqualTo("secret annotated");
        assertThat(SERVER.introspections() - before).isEqualTo(3);
    }

    /** The second request carries a sufficient token, so only the path can be the reason for a refusal. */
    @ParameterizedTest
    @Tag("S1")
    @ValueSource(
            strings = {
                "reports;x=y/1",
                "reports/1;x=y",
                "reports//1",
                "/reports/1",
                "./reports/1",
                "accounts/../reports/1",
                "accounts/..;/reports/1",
                "accounts/%2e%2e/reports/1",
                "reports%2F1",
                "reports/x%2F1",
                "reports/x%5C1",
                "reports\\1",
                "%72eports/1",
                "reports/%31",
                "reports/x%252F1",
                "reports/x%00",
                "reports/x%0a",
                "reports/x%3By",
                "reports/x%",
                "reports/x%zz",
                "reports/%c0%ae",
                "reports/%ff"
            })
    void getWhenPathIsAmbiguousThenNothingRuns(String path) throws Exception {
        String target = site.base().getRawPath() + "api/" + path;

        assertThat(site.getRaw(target, "Bearer none"))
                .containsPattern(NOTHING_SERVED)
                .doesNotContain("secret");
        Ability.PATHS_BEFORE_MATCHING.assume();
        assertThat(site.getRaw(target, "Bearer " + SERVER.issue("accessRestricted", "john")))
                .containsPattern(NOTHING_SERVED)
                .doesNotContain("secret");
    }
}
