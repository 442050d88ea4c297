package io.github.mfpjaxrs.samples.quickstart;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * The running account service. This class sets up the configuration, CDI and JAX-RS, which an application server would
 * otherwise do. If no authorization server is configured, the test kit's server is also started. Only one service can
 * run at a time, because the configuration belongs to the class loader.
 */
final class Quickstart implements AutoCloseable {

    private static final String SERVER_URL = "mfp.authorization-server.url";
    private static final String LOOPBACK = "127.0.0.1";

    /** Ranks below all other configuration sources (100 or more) and above the library's own defaults (50). */
    private static final int ORDINAL = 90;

    /** The resources to close, in reverse order of their creation. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final Optional<MobileFirstServer> testServer;
    private final String authorizationServer;
    private final URI uri;

    /**
     * Starts the service.
     *
     * @param given the external configuration, such as system properties and environment variables
     * @param port the port on 127.0.0.1, or 0 for any free port
     * @throws UncheckedIOException if the port is taken
     */
    Quickstart(Config given, int port) {
        try {
            testServer = given.getOptionalValue(SERVER_URL, String.class).isPresent()
                    ? Optional.empty()
                    : Optional.of(startTestServer());
            authorizationServer = configure().getValue(SERVER_URL, String.class);
            startBeans();
            uri = URI.create("http://" + LOOPBACK + ":" + startHttp(port) + "/");
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    URI uri() {
        return uri;
    }

    /** Returns the base URL of the authorization server, which is the test kit's by default. */
    String authorizationServer() {
        return authorizationServer;
    }

    /** Returns the test kit's server; empty if another server is configured. */
    Optional<MobileFirstServer> testServer() {
        return testServer;
    }

    private MobileFirstServer startTestServer() {
        MobileFirstServer server = MobileFirstServer.start();
        open.push(server);
        return server;
    }

    private Config configure() {
        Map<String, String> defaults = testServer.map(Quickstart::against).orElse(Map.of());
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .withSources(new PropertiesConfigSource(defaults, "quickstart", ORDINAL))
                .build();
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        resolver.registerConfig(config, Thread.currentThread().getContextClassLoader());
        open.push(() -> resolver.releaseConfig(config));
        return config;
    }

    /**
     * Returns the three keys that every application needs, and long timeouts. The first call loads classes, and the
     * machine might be busy.
     */
    private static Map<String, String> against(MobileFirstServer server) {
        return Map.of(
                SERVER_URL,
                server.url().toString(),
                "mfp.client-id",
                server.clientId(),
                "mfp.client-secret",
                server.clientSecret(),
                "mfp.timeout.connect",
                "PT10S",
                "mfp.timeout.read",
                "PT10S",
                "mfp.timeout.total",
                "PT10S");
    }

    private void startBeans() {
        open.push(SeContainerInitializer.newInstance()
                // Weld's own shutdown hook would run concurrently with ours.
                .addProperty("org.jboss.weld.se.shutdownHook", false)
                .initialize());
    }

    /** Registers only the resource class, because the library registers its own filters. */
    private int startHttp(int port) {
        URI address = URI.create("http://" + LOOPBACK + ":" + port + "/");
        ResourceConfig application =
                new ResourceConfig(AccountResource.class).property(ServerProperties.WADL_FEATURE_DISABLE, true);
        HttpServer http = GrizzlyHttpServerFactory.createHttpServer(address, application, false);
        open.push(http::shutdownNow);
        try {
            http.start();
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot listen on port " + port + " of " + LOOPBACK, taken);
        }
        return http.getListeners().stream()
                .mapToInt(NetworkListener::getPort)
                .findFirst()
                .orElseThrow();
    }

    /** Stops everything, in reverse order. Idempotent. */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                // The remaining resources must still be closed.
                System.getLogger(Quickstart.class.getName()).log(System.Logger.Level.WARNING, "cannot be stopped", e);
            }
        }
    }
}
