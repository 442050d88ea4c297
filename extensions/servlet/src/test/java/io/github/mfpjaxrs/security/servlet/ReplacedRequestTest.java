package io.github.mfpjaxrs.security.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests whose method or path a servlet filter of the application replaces. */
@Tag("S2")
class ReplacedRequestTest {

    /** Replaces the method and the path by those in header fields, as frameworks do for HTML forms. */
    public static class ReplacingFilter implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(new Replaced((HttpServletRequest) request), response);
        }
    }

    private static final class Replaced extends HttpServletRequestWrapper {

        Replaced(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return replaced("Method", super.getMethod());
        }

        @Override
        public String getServletPath() {
            return replaced("Servlet-Path", super.getServletPath());
        }

        private String replaced(String field, String value) {
            String replacement = getHeader(field);
            return replacement == null ? value : replacement;
        }
    }

    /** Dispatches to a protected path with a request that claims another path. */
    public static class Disguising extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            request.getRequestDispatcher("/pages/1").forward(new Replaced(request), response);
        }
    }

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    private TomcatApplication application() {
        return TomcatApplication.against(server)
                .config("mfp.protect.pages.paths", "/pages/*")
                .config("mfp.protect.pages.scopes", "read")
                .config("mfp.protect.public.paths", "/pages/public")
                .config("mfp.protect.public.open-methods", "GET")
                .servlet("pages", PathProtectionTest.Page.class, "/pages/*", "/open/*")
                .servlet("disguising", Disguising.class, "/disguising");
    }

    @Test
    void sendWhenAFilterReplacesMethodOrPathThenBothCount() throws Exception {
        String token = server.issue("read", "john");

        try (TomcatApplication application =
                application().filter("replacing", ReplacingFilter.class).start()) {
            assertThat(application.get("/pages/public").statusCode()).isEqualTo(200);
            assertThat(application.get("/open/1").statusCode()).isEqualTo(200);
            assertThat(application
                            .send("GET", "/pages/public", "Method", "DELETE")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(application
                            .send("DELETE", "/pages/public", "Method", "GET")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(application
                            .send("GET", "/open/1", "Servlet-Path", "/pages")
                            .statusCode())
                    .isEqualTo(401);
            int before = server.introspections();
            assertThat(application
                            .send("GET", "/open/1", "Servlet-Path", "/pages", "Authorization", "Bearer " + token)
                            .body())
                    .isEqualTo("secret GET john true Bearer true");
            assertThat(server.introspections() - before).isEqualTo(1);
        }
    }

    /** The container has selected the servlet by the path inside the wrapper. */
    @Test
    void sendWhenAFilterOfAnotherLibraryReplacesThePathThenBothCount() throws Exception {
        try (TomcatApplication application = application()
                .without(ProtectionInitializer.class)
                .with((classes, context) -> context.addFilter("replacing", new ReplacingFilter())
                        .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*"))
                .with(new ProtectionInitializer())
                .start()) {
            assertThat(application.get("/open/1").statusCode()).isEqualTo(200);
            assertThat(application
                            .send("GET", "/pages/1", "Servlet-Path", "/open")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(application
                            .send("GET", "/open/1", "Servlet-Path", "/pages")
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void forwardWhenARequestClaimsAnotherPathThenTheTargetCounts() throws Exception {
        try (TomcatApplication application = application().start()) {
            assertThat(application
                            .send("GET", "/disguising", "Servlet-Path", "/open")
                            .statusCode())
                    .isEqualTo(401);
        }
    }
}
