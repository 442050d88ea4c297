package io.github.mfpjaxrs.security.benchmarks;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ResourceConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sends requests through Jersey and Weld without a network, calling the embedded application's open method and its
 * protected method, with a token whose introspection response is cached. The difference is the cost of protection,
 * including the runtime's share.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(3)
@State(Scope.Benchmark)
public class JerseyBenchmark {

    private static final URI BASE = URI.create("http://127.0.0.1/");

    private AuthorizationServer server;
    private SeContainer beans;
    private ApplicationHandler application;
    private byte[] authorization;

    /** Starts the application, which is configured like the embedded server. */
    @Setup
    public void start() {
        server = new AuthorizationServer();
        authorization = ("Bearer " + server.issue(1).get(0)).getBytes(StandardCharsets.ISO_8859_1);
        Map.of(
                        "mfp.authorization-server.url", server.url(),
                        "mfp.client-id", server.clientId(),
                        "mfp.client-secret", server.clientSecret())
                .forEach(System::setProperty);
        beans = SeContainerInitializer.newInstance()
                .addBeanClasses(EmbeddedServer.Resource.class)
                .initialize();
        application = new ApplicationHandler(new ResourceConfig(EmbeddedServer.Resource.class));
    }

    /** Stops everything that was started. */
    @TearDown
    public void stop() {
        beans.close();
        server.close();
    }

    /** Calls the open method, with the token's bytes in a header field that is never read. */
    @Benchmark
    public Object openMethod() throws ExecutionException, InterruptedException {
        return answer("open", "X-Authorization");
    }

    /** Calls the protected method with a cached token. */
    @Benchmark
    public Object protectedMethod() throws ExecutionException, InterruptedException {
        return answer("protected", HttpHeaders.AUTHORIZATION);
    }

    /** Creates the header field's value anew for each request, as a server does from the bytes that it has read. */
    private Object answer(String path, String field) throws ExecutionException, InterruptedException {
        ContainerRequest request = new ContainerRequest(
                BASE, BASE.resolve(path), "GET", null, new MapPropertiesDelegate(), application.getConfiguration());
        request.header(field, new String(authorization, StandardCharsets.ISO_8859_1));
        int status = application
                .apply(request, OutputStream.nullOutputStream())
                .get()
                .getStatus();
        if (status != 200) {
            throw new IllegalStateException("answered " + status);
        }
        return request;
    }
}
