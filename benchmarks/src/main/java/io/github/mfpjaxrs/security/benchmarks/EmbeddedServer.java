package io.github.mfpjaxrs.security.benchmarks;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * The measured application on the embedded stack (Jersey, Weld SE, SmallRye Config, Grizzly). It serves the same
 * method twice, once open and once protected. System properties contain the library's own keys and the {@code port}.
 * The process ends when its standard input ends.
 */
public final class EmbeddedServer {

    private static final int THREADS = 200;

    private EmbeddedServer() {}

    /** Starts the server. */
    public static void main(String[] arguments) throws Exception {
        URI base = URI.create("http://127.0.0.1:" + Integer.getInteger("port") + "/");
        SeContainer beans = SeContainerInitializer.newInstance()
                .addBeanClasses(Resource.class)
                .initialize();
        HttpServer server = GrizzlyHttpServerFactory.createHttpServer(base, new ResourceConfig(Resource.class), false);
        server.getListeners().forEach(EmbeddedServer::configure);
        server.start();
        while (System.in.read() >= 0) {
            // The parent process holds the other end of this stream.
        }
        server.shutdownNow();
        beans.close();
    }

    /** Raises Grizzly's limits, which by default are only a few threads and 256 requests per connection. */
    private static void configure(NetworkListener listener) {
        listener.getTransport()
                .setWorkerThreadPoolConfig(ThreadPoolConfig.defaultConfig()
                        .setCorePoolSize(THREADS)
                        .setMaxPoolSize(THREADS));
        listener.getKeepAlive().setMaxRequestsCount(-1);
    }

    /** Serves the same method twice. */
    @Path("/")
    @ApplicationScoped
    @Produces(MediaType.TEXT_PLAIN)
    public static class Resource {

        private static final String GREETING = "Hello, world";

        /** Open to all callers. */
        @GET
        @Path("open")
        public String open() {
            return GREETING;
        }

        /** Requires a token. */
        @GET
        @Path("protected")
        @MFPProtected(SampleTokens.SCOPE)
        public String guarded() {
            return GREETING;
        }
    }
}
