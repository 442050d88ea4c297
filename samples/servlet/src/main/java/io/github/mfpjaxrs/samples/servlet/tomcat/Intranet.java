package io.github.mfpjaxrs.samples.servlet.tomcat;

import io.github.mfpjaxrs.samples.servlet.IntranetApplication;
import io.github.mfpjaxrs.samples.servlet.ReportServlet;
import io.github.mfpjaxrs.security.servlet.ProtectionInitializer;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jboss.weld.environment.servlet.EnhancedListener;

/**
 * Runs the intranet on an embedded Tomcat. Only one intranet can run at a time, because the configuration consists of
 * system properties. This class registers the servlets and initializers, which a server would find by itself in a WAR.
 */
final class Intranet implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    /** The system property that names the directory with the static pages. */
    private static final String PAGES = "sample.pages";

    /** The resources to close, in reverse order of their creation. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final MobileFirstServer authorizationServer;
    private final URI uri;

    /**
     * Starts the test kit's authorization server and Tomcat.
     *
     * @param port the port on 127.0.0.1, or 0 for any free port
     * @throws IllegalStateException if Tomcat or the application cannot start
     */
    Intranet(int port) {
        try {
            authorizationServer = MobileFirstServer.start();
            open.push(authorizationServer);
            configure();
            uri = URI.create("http://" + LOOPBACK + ":" + startTomcat(port) + "/");
        } catch (LifecycleException e) {
            close();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    URI uri() {
        return uri;
    }

    MobileFirstServer authorizationServer() {
        return authorizationServer;
    }

    /**
     * Configures the address and credentials, which differ between environments. The paths are in
     * microprofile-config.properties.
     */
    private void configure() {
        Map<String, String> environment = Map.of(
                "mfp.authorization-server.url",
                authorizationServer.url().toString(),
                "mfp.client-id",
                authorizationServer.clientId(),
                "mfp.client-secret",
                authorizationServer.clientSecret());
        environment.forEach(System::setProperty);
        open.push(() -> environment.keySet().forEach(System::clearProperty));
    }

    private int startTomcat(int port) throws LifecycleException, IOException {
        Path base = Files.createTempDirectory("tomcat");
        open.push(() -> delete(base));
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", LOOPBACK);
        tomcat.getConnector().setThrowOnFailure(true);
        Context application = application(tomcat);
        open.push(tomcat::destroy);
        open.push(tomcat::stop);
        tomcat.start();
        if (application.getState() != LifecycleState.STARTED) {
            throw new IllegalStateException("the application has not started; see the log");
        }
        return tomcat.getConnector().getLocalPort();
    }

    private static Context application(Tomcat tomcat) {
        Context application = tomcat.addContext("", System.getProperty(PAGES));
        application.addServletContainerInitializer(new EnhancedListener(), Set.of());
        application.addServletContainerInitializer(new ProtectionInitializer(), Set.of());
        Tomcat.addServlet(application, "reports", new ReportServlet());
        application.addServletMappingDecoded("/reports/*", "reports");
        Tomcat.addServlet(
                application, "jersey", new ServletContainer(ResourceConfig.forApplication(new IntranetApplication())));
        application.addServletMappingDecoded("/api/*", "jersey");
        Tomcat.addServlet(application, "default", new DefaultServlet());
        application.addServletMappingDecoded("/", "default");
        application.addMimeMapping("html", "text/html");
        application.addWelcomeFile("index.html");
        return application;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Stops everything, in reverse order. Idempotent. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                // The remaining resources must still be closed.
                System.getLogger(Intranet.class.getName()).log(System.Logger.Level.WARNING, "cannot be stopped", e);
            }
        }
    }
}
