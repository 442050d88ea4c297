package io.github.mfpjaxrs.security.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Resources without annotations, protected by keys, on a runtime without servlets. */
class ProtectedPathTest {

    @Path("reports")
    @RequestScoped
    public static class Reports {

        @Inject
        MFPSecurityContext caller;

        @Context
        SecurityContext security;

        @GET
        @Path("{id}")
        public String get(@PathParam("id") String id) {
            return id + " for " + caller.getUserPrincipal().getName() + " and "
                    + security.getUserPrincipal().getName();
        }

        @DELETE
        @Path("{id}")
        @MFPProtected("write")
        public String delete() {
            return "deleted";
        }

        @GET
        @Path("public")
        public String open() {
            return "public";
        }
    }

    private static MobileFirstServer server;
    private static EmbeddedApplication application;

    @BeforeAll
    static void start() {
        server = MobileFirstServer.start();
        application = EmbeddedApplication.against(server)
                .config("mfp.cache.max-age", "PT0S")
                .config("mfp.protect.reports.paths", "/reports/*")
                .config("mfp.protect.reports.scopes", "read")
                .config("mfp.protect.public.paths", "/reports/public")
                .config("mfp.protect.public.open-methods", "GET")
                .resources(Reports.class)
                .start();
    }

    @AfterAll
    static void stop() {
        application.close();
        server.close();
    }

    @ParameterizedTest
    @Tag("S1")
    @ValueSource(strings = {"reports/7", "reports/7/", "reports/nothing/here", "reports"})
    void getWhenNoTokenThenChallenge(String path) throws Exception {
        HttpResponse<String> response = application.get(path);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(response.body()).contains("An access token is required.");
    }

    @ParameterizedTest
    @Tag("S1")
    @ValueSource(
            strings = {
                "reports;x=y/7",
                "x;/reports/7",
                "reports%2F7",
                "%72eports/7",
                "reports/%37",
                "reports/%2e%2e/7",
                "reports/7%00",
                "reports/%25%37"
            })
    void getWhenPathIsAmbiguousThen400(String path) throws Exception {
        assertThat(application.getWithToken(path, server.issue("read", "john")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void getWhenScopeIsGrantedThenCallerIsKnown() throws Exception {
        HttpResponse<String> response = application.getWithToken("reports/7", server.issue("read", "john"));

        assertThat(response.body()).isEqualTo("7 for john and john");
    }

    @Test
    @Tag("S3")
    void getWhenMoreSpecificPatternOpensTheMethodThenOpen() throws Exception {
        assertThat(application.get("reports/public").body()).isEqualTo("public");
        assertThat(application.send("HEAD", "reports/public").statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("S4")
    void deleteWhenPathAndMethodRequireDifferentScopesThenBothWithOneIntrospection() throws Exception {
        String reader = server.issue("read", "john");
        String writer = server.issue("write", "john");
        String both = server.issue("read write", "john");
        int before = server.introspections();

        int[] statuses = {
            delete(reader), delete(writer), delete(both),
        };

        assertThat(statuses).containsExactly(403, 403, 200);
        assertThat(server.introspections() - before).isEqualTo(3);
    }

    private static int delete(String token) throws Exception {
        return application
                .send("DELETE", "reports/7", "Authorization", "Bearer " + token)
                .statusCode();
    }
}
