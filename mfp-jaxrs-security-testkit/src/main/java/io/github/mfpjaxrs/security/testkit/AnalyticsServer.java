package io.github.mfpjaxrs.security.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Emulates the MobileFirst Analytics endpoint that accepts events. Each {@code POST} request contains a JSON array of
 * events and uses Basic authentication. The server listens on the loopback address. Thread-safe.
 */
public final class AnalyticsServer implements AutoCloseable {

    /** The user name required to send events. */
    public static final String USER = "analytics";

    /** The password for {@link #USER}. */
    public static final String PASSWORD = "analytics-password";

    private static final String PATH = "/analytics-service/rest/v3";

    private final HttpServer server;
    private final List<String> batches = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<Optional<Integer>> failure = new AtomicReference<>(Optional.empty());

    private AnalyticsServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, this::answer);
        server.start();
    }

    /**
     * Starts a server on a free port.
     *
     * @return the running server, which must be closed
     */
    public static AnalyticsServer start() {
        return new AnalyticsServer();
    }

    /**
     * Returns the endpoint's address.
     *
     * @return the URL to send events to
     */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /**
     * Responds to each request with this status until {@link #recover()} is called.
     *
     * @param status the HTTP status code
     */
    public void fail(int status) {
        failure.set(Optional.of(status));
    }

    /** Accepts events again. */
    public void recover() {
        failure.set(Optional.empty());
    }

    /**
     * Returns the accepted batches, in order.
     *
     * @return the JSON arrays, exactly as they were sent
     */
    public List<String> batches() {
        return List.copyOf(batches);
    }

    /**
     * Returns the number of requests, including refused ones.
     *
     * @return the number of requests since the server started
     */
    public int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = failure.get().orElseGet(() -> status(exchange, body));
            if (status == 201) {
                batches.add(body);
            }
            requests.incrementAndGet();
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static int status(HttpExchange exchange, String body) {
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        String expected =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return 401;
        }
        return body.startsWith("[") && body.endsWith("]") ? 201 : 400;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
