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

/** Runs an application on Jersey with Grizzly and Weld SE. Public because the suite instantiates this class by name. */
public final class JerseyServer extends EmbeddedServer {

    /** The property for Weld's shutdown hook, which would retain each deployment's class loader until the JVM exits. */
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
     * Returns the part of the path that Jersey does not add itself. Jersey reads {@code @ApplicationPath} from the
     * {@code Application} object, but cannot find the annotation if that object is a bean's client proxy.
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
