package io.github.mfpjaxrs.security.embedded;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.test.JerseyTest;
import org.glassfish.jersey.test.TestProperties;

/**
 * An application with this library on Jersey, Weld SE and SmallRye Config, behind real HTTP on a free loopback port.
 * Only one may run at a time, because the configuration belongs to the class loader.
 */
public final class EmbeddedApplication implements AutoCloseable {

    /** Does not offer an upgrade to HTTP/2, because Grizzly responds to the offer without a Content-Type. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Config config;
    private final SeContainer beans;
    private final Server server;

    private EmbeddedApplication(Config config, SeContainer beans, Server server) {
        this.config = config;
        this.beans = beans;
        this.server = server;
    }

    /**
     * Sets the three keys that every application needs for a given server, and generous time limits, because the
     * machine that runs the tests may be busy. A deadline is tested only if a test sets one.
     */
    public static Builder against(MobileFirstServer server) {
        return new Builder()
                .config("mfp.authorization-server.url", server.url().toString())
                .config("mfp.client-id", server.clientId())
                .config("mfp.client-secret", server.clientSecret())
                .config("mfp.timeout.connect", "PT10S")
                .config("mfp.timeout.read", "PT20S")
                .config("mfp.timeout.total", "PT30S");
    }

    public URI uri(String path) {
        return server.uri().resolve(path);
    }

    /** Returns a bean of the application. */
    public <T> T bean(Class<T> type) {
        return beans.select(type).get();
    }

    public HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    public HttpResponse<String> getWithToken(String path, String token) throws IOException, InterruptedException {
        return send("GET", path, "Authorization", "Bearer " + token);
    }

    public HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        return send(request(method, path, headers).build());
    }

    public HttpRequest.Builder request(String method, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        return headers.length == 0 ? request : request.headers(headers);
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } finally {
            beans.close();
            ConfigProviderResolver.instance().releaseConfig(config);
        }
    }

    /** The parts of the application. */
    public static final class Builder {

        private final Map<String, String> properties = new HashMap<>();
        private final List<Class<?>> beanClasses = new ArrayList<>();
        private Application application = new ResourceConfig();

        private Builder() {}

        public static Builder unconfigured() {
            return new Builder();
        }

        public Builder config(String key, String value) {
            properties.put(key, value);
            return this;
        }

        public Builder without(String key) {
            properties.remove(key);
            return this;
        }

        /** Adds resources and providers of an application that does not list its classes. */
        public Builder resources(Class<?>... classes) {
            application = new ResourceConfig(classes);
            return beans(classes);
        }

        public Builder application(Application custom) {
            application = custom;
            return this;
        }

        public Builder beans(Class<?>... classes) {
            beanClasses.addAll(List.of(classes));
            return this;
        }

        public EmbeddedApplication start() {
            Config config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDefaultSources()
                    .withSources(new PropertiesConfigSource(properties, "test", 500))
                    .build();
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            ConfigProviderResolver configurations = ConfigProviderResolver.instance();
            // Releases the configuration that the previous application may have created by reading keys after its own
            // configuration had been released.
            configurations.releaseConfig(configurations.getConfig(loader));
            configurations.registerConfig(config, loader);
            SeContainer beans = null;
            try {
                beans = SeContainerInitializer.newInstance()
                        .addBeanClasses(beanClasses.toArray(Class<?>[]::new))
                        .initialize();
                Server server = new Server(application);
                server.start();
                return new EmbeddedApplication(config, beans, server);
            } catch (RuntimeException e) {
                if (beans != null) {
                    beans.close();
                }
                ConfigProviderResolver.instance().releaseConfig(config);
                throw e;
            }
        }
    }

    /** Jersey's own test container, driven by hand rather than by JUnit. */
    private static final class Server extends JerseyTest {

        Server(Application application) {
            super(application);
            forceSet(TestProperties.CONTAINER_PORT, "0");
        }

        URI uri() {
            return getBaseUri();
        }

        void start() {
            try {
                setUp();
            } catch (Exception e) {
                throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
            }
        }

        void stop() {
            try {
                tearDown();
            } catch (Exception e) {
                throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
            }
        }
    }
}
