package io.github.mfpjaxrs.samples.twoservers;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.net.URI;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** The running service. Only one can run at a time, because the configuration belongs to the class loader. */
final class Bank implements AutoCloseable {

    private final SeContainer beans;
    private final HttpServer http;

    /**
     * Starts the service.
     *
     * @param port the port on 127.0.0.1, or 0 for any free port
     */
    Bank(int port) {
        beans = SeContainerInitializer.newInstance()
                .addProperty("org.jboss.weld.se.shutdownHook", false)
                .initialize();
        try {
            http = GrizzlyHttpServerFactory.createHttpServer(
                    URI.create("http://127.0.0.1:" + port + "/"), new ResourceConfig(BranchResource.class));
        } catch (RuntimeException e) {
            beans.close();
            throw e;
        }
    }

    URI uri() {
        int port = http.getListeners().iterator().next().getPort();
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    @Override
    public void close() {
        http.shutdownNow();
        beans.close();
    }
}
