package io.github.mfpjaxrs.security.it.jersey;

import io.github.mfpjaxrs.security.it.embedded.EmbeddedServer;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.net.URI;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Jersey on Grizzly, with beans of Weld SE. Public because the suite creates it by name. */
public final class JerseyServer extends EmbeddedServer {

    /** Weld's would keep each deployment's class loader until the JVM ends. */
    private static final String HOOK = "org.jboss.weld.se.shutdownHook";

    private SeContainer beans;
    private HttpServer server;

    @Override
    protected URI start(Contents contents) {
        beans = SeContainerInitializer.newInstance().addProperty(HOOK, false).initialize();
        ResourceConfig config = ResourceConfig.forApplicationClass(contents.application(), contents.components());
        server = GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:0" + contents.path() + unread(contents.application())), config);
        int port = server.getListeners().iterator().next().getPort();
        return URI.create("http://127.0.0.1:" + port + contents.path() + "/");
    }

    /**
     * Jersey reads {@code @ApplicationPath} off the object; where that is a bean's proxy, there is nothing to be read.
     */
    private String unread(Class<? extends Application> application) {
        return beans.select(application).isUnsatisfied()
                ? "/"
                : application.getAnnotation(ApplicationPath.class).value() + "/";
    }

    @Override
    public void close() {
        if (server != null) {
            server.shutdownNow();
        }
        if (beans != null) {
            beans.close();
        }
    }
}
