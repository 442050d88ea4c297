package io.github.mfpjaxrs.security.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Applications that do not start, because their protection cannot be enforced, and warnings at the start. */
class DeploymentTest {

    @MFPProtected("read")
    public static class Sound extends HttpServlet {

        private static final long serialVersionUID = 1L;
    }

    public static class PrivateMethod extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @MFPProtected("read")
        void helper() {}
    }

    public static class OverriddenService extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {}

        @Override
        @MFPProtected("read")
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
    }

    public static class WrongScope extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        @MFPProtected("a\"b")
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
    }

    @MFPProtected("read")
    public static class Opening extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        @PermitAll
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
    }

    public static class Overriding extends Opening {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {}
    }

    /** Registers a servlet after all initializers have been called. */
    public static class LateRegistration implements ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent event) {
            event.getServletContext().addServlet("late", new Sound());
        }
    }

    private static final class Log extends Handler {

        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            lines.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private final Log log = new Log();
    private MobileFirstServer server;
    private TomcatApplication application;

    @BeforeEach
    void start() {
        server = MobileFirstServer.start();
        application = TomcatApplication.against(server);
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(log);
        application.close();
        server.close();
    }

    private String failure() {
        try {
            application.start();
            assertThat(application.isAvailable()).isFalse();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("failed");
        }
        return String.join("", log.lines);
    }

    @Test
    @Tag("J15")
    void startWhenMethodIsNotCalledByTheContainerThenFailure() {
        application.servlet("wrong", PrivateMethod.class, "/wrong");

        assertThat(failure()).contains("PrivateMethod.helper: @MFPProtected protects nothing here");
    }

    @Test
    @Tag("J15")
    void startWhenServiceIsOverriddenThenFailure() {
        application.servlet("wrong", OverriddenService.class, "/wrong");

        assertThat(failure())
                .contains("OverriddenService.service: a servlet with annotated methods must not override service");
    }

    @Test
    void startWhenScopeIsWrongThenFailure() {
        application.servlet("wrong", WrongScope.class, "/wrong");

        assertThat(failure()).contains("@MFPProtected on", "WrongScope.doGet is wrong");
    }

    @Test
    @Tag("J22")
    void startWhenOverriddenMethodIsOpenedThenFailure() {
        application.servlet("wrong", Overriding.class, "/wrong");

        assertThat(failure()).contains("@PermitAll opens nothing", "Overriding.doGet overrides this method");
    }

    @Test
    void startWhenServletIsRegisteredTooLateThenFailure() {
        application.listener(LateRegistration.class);

        assertThat(failure()).contains("the servlets [late] have @MFPProtected, but were registered too late");
    }

    @Test
    @Tag("J14")
    void startWhenContainerDoesNotCallTheInitializerThenFailure() {
        application.without(ProtectionInitializer.class).servlet("sound", Sound.class, "/sound");

        assertThat(failure()).contains("the servlet container has not called its ServletContainerInitializer");
    }

    @Test
    @Tag("S1")
    void startWhenPatternBeginsWithTheContextRootThenWarning() {
        application
                .config("mfp.protect.pages.paths", TomcatApplication.ROOT + "/pages/*,/application/*")
                .config("mfp.protect.pages.scopes", "read")
                .start();

        List<String> warnings =
                log.lines.stream().filter(line -> line.contains("context root")).toList();
        assertThat(application.isAvailable()).isTrue();
        assertThat(warnings).singleElement().asString().contains("/app/pages/*");
    }

    @Test
    void startWhenPlacementsAreSoundThenAvailable() throws Exception {
        application.servlet("sound", Sound.class, "/sound").start();

        assertThat(application.isAvailable()).isTrue();
        assertThat(application.get("/sound").statusCode()).isEqualTo(401);
    }
}
