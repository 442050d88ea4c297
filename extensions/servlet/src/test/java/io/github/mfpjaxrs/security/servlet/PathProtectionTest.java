package io.github.mfpjaxrs.security.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servlets, files and resources that keys protect, on Tomcat. */
class PathProtectionTest {

    /** Reports the caller in each way that a servlet can obtain it. */
    public static class Page extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            MFPSecurityContext injected =
                    CDI.current().select(MFPSecurityContext.class).get();
            response.getWriter()
                    .write("secret " + request.getMethod() + " " + request.getRemoteUser() + " "
                            + request.isUserInRole("read") + " " + request.getAuthType() + " "
                            + injected.getAccessToken().isPresent());
        }
    }

    /** Dispatches to the path in a header field. */
    public static class Dispatcher extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            String to = request.getHeader("To");
            switch (request.getHeader("How")) {
                case "forward" -> request.getRequestDispatcher(to).forward(request, response);
                case "include" -> {
                    response.getWriter().write("[");
                    request.getRequestDispatcher(to).include(request, response);
                    response.getWriter().write("]");
                }
                case "async" -> request.startAsync().dispatch(to);
                default -> response.sendError(418);
            }
        }
    }

    @Path("reports")
    @RequestScoped
    public static class Reports {

        @Context
        SecurityContext security;

        @GET
        @Path("plain")
        public String plain() {
            return "plain for " + security.getUserPrincipal().getName();
        }

        @GET
        @Path("annotated")
        @MFPProtected("write")
        public String annotated() {
            return "annotated";
        }

        @GET
        @Path("public")
        public String open() {
            return "public";
        }

        @DELETE
        @Path("public")
        public String delete() {
            return "secret deletion";
        }

        @GET
        @Path("exact")
        public String exact() {
            return "secret exact";
        }
    }

    @Path("others")
    public static class Others extends Reports {}

    @Path("annotated")
    @RequestScoped
    public static class Annotated {

        @GET
        @MFPProtected("read")
        public String get() {
            return "annotated";
        }
    }

    /** Replaces the method and the path ending before all other filters, as for clients that can only send GET. */
    @PreMatching
    @Priority(Integer.MIN_VALUE)
    public static class Rewriting implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            String method = request.getHeaderString("X-HTTP-Method-Override");
            if (method != null) {
                request.setMethod(method);
            }
            String uri = request.getUriInfo().getRequestUri().toString();
            if (uri.endsWith(".txt")) {
                request.setRequestUri(URI.create(uri.substring(0, uri.length() - ".txt".length())));
            }
        }
    }

    private static MobileFirstServer server;
    private static TomcatApplication application;

    @BeforeAll
    static void start() {
        server = MobileFirstServer.start();
        application = TomcatApplication.against(server)
                .config("mfp.cache.max-age", "PT0S")
                .config("mfp.protect.pages.paths", "/pages/*,/dir,/files/*,/api/reports/*,/error")
                .config("mfp.protect.pages.scopes", "read")
                .config("mfp.protect.exact.paths", "/api/others/exact")
                .config("mfp.protect.exact.scopes", "read")
                .config("mfp.protect.public.paths", "/pages/public,/api/reports/public")
                .config("mfp.protect.public.open-methods", "GET")
                .config("mfp.protect.admin.paths", "/pages/admin/*")
                .config("mfp.protect.admin.scopes", "admin")
                .servlet("pages", Page.class, "/pages/*", "/error", "/open/*")
                .servlet("dispatcher", Dispatcher.class, "/dispatch")
                .errorPage(418, "/error")
                .resources("/api/*", Reports.class, Others.class, Annotated.class, Rewriting.class)
                .file("dir/index.html", "secret index")
                .file("files/secret.txt", "secret file")
                .start();
        assertThat(application.isAvailable()).isTrue();
    }

    @AfterAll
    static void stop() {
        application.close();
        server.close();
    }

    @ParameterizedTest
    @Tag("S1")
    @ValueSource(
            strings = {
                "/pages",
                "/pages/",
                "/pages/1",
                "/pages/1/",
                "/files/secret.txt",
                "/files/none",
                "/dir",
                "/dir/",
                "/api/reports/plain",
                "/api/reports/none"
            })
    void getWhenNoTokenThenTheSameBytesAsOfAnAnnotation(String path) throws Exception {
        HttpResponse<String> expected = application.get("/api/annotated");

        HttpResponse<String> response = application.get(path);

        assertThat(expected.statusCode()).isEqualTo(401);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo(expected.body());
        assertThat(fields(response)).isEqualTo(fields(expected));
    }

    @Test
    @Tag("S1")
    void getWhenScopeIsMissingOrTokenUnknownThenTheSameBytesAsOfAnAnnotation() throws Exception {
        String token = server.issue("other", "john");

        for (String presented : new String[] {token, "unknown", "un,known"}) {
            HttpResponse<String> expected = application.getWithToken("/api/annotated", presented);
            HttpResponse<String> response = application.getWithToken("/pages/1", presented);
            assertThat(response.statusCode()).isEqualTo(expected.statusCode()).isIn(401, 403);
            assertThat(response.body()).isEqualTo(expected.body());
            assertThat(fields(response)).isEqualTo(fields(expected));
        }
    }

    private static Map<String, Object> fields(HttpResponse<String> response) {
        Map<String, Object> fields = new TreeMap<>(response.headers().map());
        fields.remove("date");
        return fields;
    }

    @Test
    @Tag("S1")
    void getWhenScopeIsGrantedThenCallerIsKnown() throws Exception {
        String token = server.issue("read", "john");

        assertThat(application.getWithToken("/pages/1", token).body()).isEqualTo("secret GET john true Bearer true");
        assertThat(application.getWithToken("/files/secret.txt", token).body()).isEqualTo("secret file");
        assertThat(application.getWithToken("/dir/", token).body()).isEqualTo("secret index");
        assertThat(application.getWithToken("/api/reports/plain", token).body()).isEqualTo("plain for john");
    }

    @Test
    void getWhenNoPatternMatchesThenOpen() throws Exception {
        assertThat(application.get("/open/1").body()).isEqualTo("secret GET null false null false");
    }

    @ParameterizedTest
    @Tag("S1")
    @ValueSource(
            strings = {
                "/app/pages;x=y/1",
                "/app/pages/1;x=y",
                "/app;x/pages/1",
                "/app/x;/../pages/1",
                "/app//pages/1",
                "//app/pages/1",
                "/app/pages//1",
                "/app/./pages/1",
                "/app/open/../pages/1",
                "/app/open/..;/pages/1",
                "/app/open/..;x=y/pages/1",
                "/app/open/%2e%2e/pages/1",
                "/app/open/.%2E/pages/1",
                "/app/%2e/pages/1",
                "/app/pages%2F1",
                "/app/pages%2f1",
                "/app%2Fpages/1",
                "/app/pages%5C1",
                "/app/pages\\1",
                "/app/open\\..\\pages\\1",
                "/app/%70ages/1",
                "/app/p%61ges/1",
                "/%61pp/pages/1",
                "/app/pages/%31",
                "/app/%2570ages/1",
                "/app/pages%252F1",
                "/app/pages/1%00",
                "/app/pages%00/1",
                "/app/pages/1%0a",
                "/app/pages/1%3Bx",
                "/app/pages/1%",
                "/app/pages/1%2",
                "/app/pages/1%zz",
                "/app/pages/1%u0031",
                "/app/pages/%c0%ae",
                "/app/%c1%b0ages/1",
                "/app/pages/%ff",
                "/app/\u00ff/../pages/1",
                "/app/files/secret.txt;x",
                "/app/files/secret.txt%00.html",
                "/app/x/../files/secret.txt",
                "/app/files/./secret.txt",
                "/app/api/x/../reports/plain",
                "/app/api;/reports/plain",
                "/app/api/reports;/plain",
                "/app/api//reports/plain",
                "/app/api/%72eports/plain",
                "http://localhost/app/open/../pages/1",
                "http://localhost/app/pages;/1"
            })
    void getWhenPathIsAmbiguousThen400(String target) throws Exception {
        String response = application.getRaw(target, server.issue("read admin", "john"));

        assertThat(response).startsWith("HTTP/1.1 400").doesNotContain("secret");
    }

    @ParameterizedTest
    @Tag("S1")
    @ValueSource(strings = {"/app/PAGES/1", "/app/Files/secret.txt", "/app/pages.", "/app/pages%20/1", "/pages/1"})
    void getWhenPathIsAnotherThenNothingIsServed(String target) throws Exception {
        assertThat(application.getRaw(target, ""))
                .startsWith("HTTP/1.1 404")
                .doesNotContain("secret file", "secret GET");
    }

    @ParameterizedTest
    @Tag("S1")
    @ValueSource(
            strings = {"http://localhost/app/pages/1", "/app/pages/1?x=/open", "/app/pages/1?;..", "/app/pages/1#x"})
    void getWhenTargetIsUnusualThenNotServedWithoutToken(String target) throws Exception {
        assertThat(application.getRaw(target, ""))
                .containsPattern("^HTTP/1.1 40[01]")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @Tag("S2")
    @ValueSource(strings = {"HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "POST", "get", "INVENTED"})
    void sendWhenMethodIsNotOpenedThenTokenIsRequired(String method) throws Exception {
        assertThat(application.send(method, "/pages/public").statusCode()).isEqualTo(401);
        assertThat(application.send(method, "/pages/1").statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("S3")
    void getWhenMorePatternsMatchThenTheMostSpecificDecides() throws Exception {
        String reader = server.issue("read", "john");
        String admin = server.issue("admin", "john");

        assertThat(application.get("/pages/public").statusCode()).isEqualTo(200);
        assertThat(application.getWithToken("/pages/admin/1", reader).statusCode())
                .isEqualTo(403);
        assertThat(application.getWithToken("/pages/admin/1", admin).statusCode())
                .isEqualTo(200);
        assertThat(application.getWithToken("/pages/1", admin).statusCode()).isEqualTo(403);
    }

    @Test
    @Tag("S4")
    void getWhenPathAndAnnotationApplyThenBothWithOneIntrospection() throws Exception {
        String reader = server.issue("read", "john");
        String writer = server.issue("write", "john");
        String both = server.issue("read write", "john");
        int before = server.introspections();

        int[] statuses = {
            application.getWithToken("/api/reports/annotated", reader).statusCode(),
            application.getWithToken("/api/reports/annotated", writer).statusCode(),
            application.getWithToken("/api/reports/annotated", both).statusCode(),
        };

        assertThat(statuses).containsExactly(403, 403, 200);
        assertThat(server.introspections() - before).isEqualTo(3);
    }

    /** The rules of the path and method that the client sent, and of those that JAX-RS serves. */
    @Test
    @Tag("S2")
    void sendWhenJaxRsReplacesMethodOrPathThenBothCount() throws Exception {
        String[] override = {"X-HTTP-Method-Override", "DELETE"};
        String reader = server.issue("read", "john");

        assertThat(application.get("/api/reports/public").body()).isEqualTo("public");
        assertThat(application.send("GET", "/api/reports/public", override).statusCode())
                .isEqualTo(401);
        assertThat(application.get("/api/others/exact.txt").statusCode()).isEqualTo(401);
        int before = server.introspections();
        assertThat(application.getWithToken("/api/others/exact.txt", reader).body())
                .isEqualTo("secret exact");
        assertThat(application.getWithToken("/api/reports/public.txt", reader).body())
                .isEqualTo("public");
        assertThat(server.introspections() - before).isEqualTo(2);
        assertThat(application.get("/api/reports/public.txt").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @Tag("J18")
    @ValueSource(strings = {"forward", "async", "error"})
    void dispatchWhenNoTokenThenTargetIsRefused(String how) throws Exception {
        HttpResponse<String> refused = application.send("GET", "/dispatch", "How", how, "To", "/pages/1");
        HttpResponse<String> served = application.send(
                "GET",
                "/dispatch",
                "How",
                how,
                "To",
                "/pages/1",
                "Authorization",
                "Bearer " + server.issue("read", "john"));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).doesNotContain("secret");
        assertThat(served.body()).isEqualTo("secret GET john true Bearer true");
    }

    /** The container serves a file under another path. */
    @ParameterizedTest
    @Tag("J18")
    @ValueSource(strings = {"/dir/", "/dir;x/", "/open/../dir/", "/./dir/", "/%64ir/"})
    void dispatchWhenTargetIsAProtectedDirectoryThenItsWelcomeFileIsRefused(String target) throws Exception {
        for (String how : new String[] {"forward", "include", "async"}) {
            assertThat(application
                            .send("GET", "/dispatch", "How", how, "To", target)
                            .body())
                    .as(how)
                    .doesNotContain("secret");
        }
        assertThat(application
                        .send(
                                "GET",
                                "/dispatch",
                                "How",
                                "forward",
                                "To",
                                target,
                                "Authorization",
                                "Bearer " + server.issue("read", "john"))
                        .body())
                .isEqualTo("secret index");
    }

    @Test
    @Tag("J18")
    void includeWhenNoTokenThenItIsLeftOut() throws Exception {
        String token = server.issue("read", "john");

        assertThat(application
                        .send("GET", "/dispatch", "How", "include", "To", "/pages/1")
                        .body())
                .isEqualTo("[]");
        assertThat(application
                        .send(
                                "GET",
                                "/dispatch",
                                "How",
                                "include",
                                "To",
                                "/pages/1",
                                "Authorization",
                                "Bearer " + token)
                        .body())
                .isEqualTo("[secret GET john true Bearer true]");
    }
}
