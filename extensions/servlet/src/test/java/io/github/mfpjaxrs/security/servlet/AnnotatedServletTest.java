package io.github.mfpjaxrs.security.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servlets with annotations, on Tomcat. */
class AnnotatedServletTest {

    /** Writes its method, so that a response shows what ran. */
    public abstract static class Reporting extends HttpServlet {

        private static final long serialVersionUID = 1L;

        static void report(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("secret " + request.getMethod() + " " + request.getRemoteUser());
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            report(request, response);
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            report(request, response);
        }
    }

    @MFPProtected("read")
    @ApplicationScoped
    public static class OfClass extends Reporting {

        private static final long serialVersionUID = 1L;

        @Override
        @PermitAll
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            report(request, response);
        }

        @Override
        @DenyAll
        protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
            report(request, response);
        }
    }

    public static class OfMethod extends Reporting {

        private static final long serialVersionUID = 1L;

        @Override
        @MFPProtected("read")
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            report(request, response);
        }
    }

    public static class OfSuperclass extends OfMethod {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            report(request, response);
        }
    }

    @MFPProtected("read")
    public interface Closed {}

    public static class OfInterface extends Reporting implements Closed {

        private static final long serialVersionUID = 1L;
    }

    /** Dispatches to a servlet by its name, without a path. A header field contains the name. */
    public static class Named extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            getServletContext().getNamedDispatcher(request.getHeader("To")).forward(request, response);
        }
    }

    /** Replaces the HTTP method with the value of a header field. */
    public static class MethodOverride extends HttpFilter {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String method = request.getHeader("Method");
            chain.doFilter(
                    method == null
                            ? request
                            : new HttpServletRequestWrapper(request) {
                                @Override
                                public String getMethod() {
                                    return method;
                                }
                            },
                    response);
        }
    }

    @ApplicationScoped
    static class Audit {

        static final Queue<AccessDecided> EVENTS = new ConcurrentLinkedQueue<>();

        void decided(@Observes AccessDecided event) {
            EVENTS.add(event);
        }
    }

    private static MobileFirstServer server;
    private static TomcatApplication application;

    @BeforeAll
    static void start() {
        server = MobileFirstServer.start();
        application = TomcatApplication.against(server)
                .config("mfp.cache.max-age", "PT0S")
                .config("mfp.protect.both.paths", "/both")
                .config("mfp.protect.both.scopes", "write")
                .servlet("ofClass", OfClass.class, "/class/*")
                .servlet("ofMethod", OfMethod.class, "/method")
                .servlet("ofSuperclass", OfSuperclass.class, "/superclass")
                .servlet("ofInterface", OfInterface.class, "/interface", "/both")
                .servlet("named", Named.class, "/named")
                .filter("override", MethodOverride.class)
                .start();
    }

    @AfterAll
    static void stop() {
        application.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/class/a", "/class/a%20b", "/method", "/superclass", "/interface"})
    void getWhenServletIsAnnotatedThenScopeIsRequired(String path) throws Exception {
        assertThat(application.get(path).statusCode()).isEqualTo(401);
        assertThat(application.send("HEAD", path).statusCode()).isEqualTo(401);
        assertThat(application.getWithToken(path, server.issue("other", "john")).statusCode())
                .isEqualTo(403);
        assertThat(application.getWithToken(path, server.issue("read", "john")).body())
                .isEqualTo("secret GET john");
    }

    @Test
    @Tag("S2")
    void sendWhenClassIsAnnotatedThenEachMethodIsProtected() throws Exception {
        for (String method : List.of("OPTIONS", "DELETE", "PATCH", "INVENTED")) {
            assertThat(application.send(method, "/class/a").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void sendWhenMethodIsOpenedOrDeniedThenItIs() throws Exception {
        String token = server.issue("read", "john");

        assertThat(application.send("POST", "/class/a").body()).isEqualTo("secret POST null");
        assertThat(application
                        .send("POST", "/class/a", "Authorization", "Bearer " + token)
                        .body())
                .isEqualTo("secret POST john");
        assertThat(application
                        .send("PUT", "/class/a", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(403);
        assertThat(application.send("POST", "/method").body()).isEqualTo("secret POST null");
    }

    @Test
    @Tag("J7")
    void postWhenFilterReplacesTheMethodThenTheNewOneCounts() throws Exception {
        assertThat(application.send("POST", "/class/a", "Method", "GET").statusCode())
                .isEqualTo(401);
    }

    @Test
    @Tag("J18")
    void dispatchWhenServletIsCalledByNameThenItIsProtected() throws Exception {
        assertThat(application.send("GET", "/named", "To", "ofClass").statusCode())
                .isEqualTo(401);
        assertThat(application
                        .send(
                                "GET",
                                "/named",
                                "To",
                                "ofClass",
                                "Authorization",
                                "Bearer " + server.issue("read", "john"))
                        .body())
                .isEqualTo("secret GET john");
    }

    @Test
    @Tag("S4")
    void getWhenPathAndServletRequireScopesThenBothWithOneIntrospection() throws Exception {
        String reader = server.issue("read", "john");
        String both = server.issue("read write", "john");
        int before = server.introspections();

        int[] statuses = {
            application.getWithToken("/both", reader).statusCode(),
            application.getWithToken("/both", both).statusCode()
        };

        assertThat(statuses).containsExactly(403, 200);
        assertThat(server.introspections() - before).isEqualTo(2);
    }

    @Test
    void getWhenDecidedThenEventNamesTheMapping() throws Exception {
        Audit.EVENTS.clear();

        application.getWithToken("/class/a", server.issue("other", "john"));

        assertThat(Audit.EVENTS).singleElement().satisfies(event -> {
            assertThat(event.pathTemplate()).contains("/class/*");
            assertThat(event.httpMethod()).contains("GET");
            assertThat(event.status()).contains(403);
            assertThat(event.userName()).contains("john");
        });
    }

    @Test
    void servicesContainTheInitializer() {
        assertThat(ServiceLoader.load(ServletContainerInitializer.class))
                .hasAtLeastOneElementOfType(ProtectionInitializer.class);
    }
}
