package io.github.mfpjaxrs.samples.webclient;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/**
 * The account service on Jersey, Weld SE and SmallRye Config. Only one can run at a time, because the configuration
 * belongs to the class loader.
 */
final class JerseyService implements Service {

    /** Ranks below environment variables and system properties, and above the library's defaults (50). */
    private static final int ORDINAL = 90;

    private final Config config;
    private final SeContainer beans;
    private final HttpServer http;

    /**
     * Starts the service.
     *
     * @param settings the MicroProfile configuration
     * @param origins the other origins whose pages are allowed to call the service
     * @param port the port on 127.0.0.1, or 0 for any free port
     * @throws UncheckedIOException if the port is taken
     */
    JerseyService(Map<String, String> settings, Origins origins, int port) {
        config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .withSources(new PropertiesConfigSource(settings, "web-client", ORDINAL))
                .build();
        ConfigProviderResolver.instance()
                .registerConfig(config, Thread.currentThread().getContextClassLoader());
        beans = SeContainerInitializer.newInstance()
                .addProperty("org.jboss.weld.se.shutdownHook", false)
                .initialize();
        ResourceConfig application = new ResourceConfig(AccountResource.class)
                .register(origins)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true);
        http = GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:" + port + "/"), application, false);
        try {
            http.start();
        } catch (IOException taken) {
            close();
            throw new UncheckedIOException("cannot listen on port " + port, taken);
        }
    }

    @Override
    public URI uri() {
        int port = http.getListeners().stream()
                .mapToInt(NetworkListener::getPort)
                .findFirst()
                .orElseThrow();
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        http.shutdownNow();
        beans.close();
        ConfigProviderResolver.instance().releaseConfig(config);
    }
}
