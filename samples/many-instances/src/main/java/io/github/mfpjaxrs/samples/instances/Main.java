package io.github.mfpjaxrs.samples.instances;

import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Starts an instance, which joins the cluster and runs until Ctrl-C. */
public final class Main {

    private static final String CLUSTER_PORT = "instances.cluster-port";

    private Main() {}

    /**
     * Runs an instance on {@code instances.port} (any free port by default), as a member of the cluster whose first
     * member listens on {@code instances.cluster-port}. Both are system properties. By default, the cluster name and
     * the first member's address are derived from {@code instances.cluster-port}. The system properties
     * {@code instances.cluster-name} and {@code instances.first-member} (host and port) override these defaults.
     *
     * @param arguments none
     * @throws IOException if the instance cannot listen
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (InputStream logging = Main.class.getResourceAsStream("/instances-logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        String clusterPort = property(CLUSTER_PORT, "5701");
        property("instances.cluster-name", "instances-" + clusterPort);
        property("instances.first-member", "127.0.0.1:" + clusterPort);
        SeContainerInitializer.newInstance().initialize();
        URI address = URI.create("http://127.0.0.1:" + Integer.getInteger("instances.port", 0) + "/");
        ResourceConfig application = new ResourceConfig(AccountResource.class, Revocations.class);
        HttpServer http = GrizzlyHttpServerFactory.createHttpServer(address, application);
        System.out.println("listens on " + http.getListeners().iterator().next().getPort());
        new CountDownLatch(1).await();
    }

    /** Sets a system property that hazelcast.xml refers to, unless the property is already set. */
    private static String property(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
        return System.getProperty(key);
    }
}
