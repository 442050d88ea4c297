package io.github.mfpjaxrs.security.servers;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** An application that uses the library on Jersey, Weld SE and SmallRye Config. Only one can run at a time. */
final class ResourceServer implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Config config;
    private final SeContainer beans;
    private final HttpServer http;

    private ResourceServer(Config config, SeContainer beans, HttpServer http) {
        this.config = config;
        this.beans = beans;
        this.http = http;
    }

    static ResourceServer start(Map<String, String> properties) {
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build();
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        resolver.registerConfig(config, Thread.currentThread().getContextClassLoader());
        try {
            SeContainer beans = SeContainerInitializer.newInstance()
                    .addBeanClasses(Accounts.class)
                    .initialize();
            return new ResourceServer(config, beans, listen());
        } catch (RuntimeException e) {
            resolver.releaseConfig(config);
            throw e;
        }
    }

    private static HttpServer listen() {
        return GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:0/"), new ResourceConfig(Accounts.class));
    }

    <T> T bean(Class<T> type) {
        return beans.select(type).get();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return HTTP.send(
                request(path).header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
    }

    int status(String path, String token) throws IOException, InterruptedException {
        return get(path, token).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        int port = http.getListeners().iterator().next().getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path));
    }

    @Override
    public void close() {
        try {
            http.shutdownNow();
        } finally {
            beans.close();
            ConfigProviderResolver.instance().releaseConfig(config);
        }
    }
}
