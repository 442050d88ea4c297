package io.github.mfpjaxrs.security.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mfpjaxrs.security.testkit.ServerEvents.Event;
import io.github.mfpjaxrs.security.testkit.ServerEvents.Subscription;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the console page and the control endpoint on a separate port that faults do not affect. Uses the JDK's HTTP
 * server.
 *
 * <p>Pages from other sites can neither read nor change anything. To prevent DNS rebinding, the Host must be a loopback
 * name with this port. To prevent CSRF, CORS is not supported, and changes require a header field that a page from
 * another site cannot send without a preflight.
 */
final class ControlServer implements AutoCloseable {

    static final String HEADER = "X-MFP-Control";

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int MAX_BODY = 65_536;
    private static final int PING_SECONDS = 15;
    private static final String JSON = "application/json;charset=UTF-8";

    private static final Map<String, String> FILES =
            Map.of("/", "index.html", "/console.css", "console.css", "/console.js", "console.js");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8");

    private final Control control;
    private final StateReport state;
    private final ServerEvents events;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(ControlServer::daemon);
    private final List<String> hosts;

    ControlServer(int port, Control control, StateReport state, ServerEvents events) {
        this.control = control;
        this.state = state;
        this.events = events;
        this.http = bind(port);
        this.hosts = List.of("127.0.0.1:" + port(), "localhost:" + port());
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    private int port() {
        return http.getAddress().getPort();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.stop(0);
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot listen on port " + port + " of 127.0.0.1", taken);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            protect(exchange.getResponseHeaders());
            Optional<String> refusal = foreign(exchange.getRequestHeaders());
            if (refusal.isPresent()) {
                sendError(exchange, 403, refusal.get());
            } else if (exchange.getRequestMethod().equals("GET")) {
                read(exchange);
            } else if (exchange.getRequestMethod().equals("POST")) {
                change(exchange);
            } else {
                sendError(exchange, 405, "use GET or POST");
            }
        }
    }

    private Optional<String> foreign(Headers headers) {
        String host = headers.getFirst("Host");
        if (host == null || !hosts.contains(host)) {
            return Optional.of("the Host must be one of " + String.join(", ", hosts));
        }
        String origin = headers.getFirst("Origin");
        return origin == null || origin.equals("http://" + host)
                ? Optional.empty()
                : Optional.of("a page of another origin may not call");
    }

    private void read(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String file = FILES.get(path);
        if (file != null) {
            send(exchange, 200, TYPES.getOrDefault(file.substring(file.indexOf('.') + 1), JSON), resource(file));
        } else if (path.equals("/control/state")) {
            sendJson(exchange, 200, state.json());
        } else if (path.equals("/control/events")) {
            stream(exchange);
        } else {
            sendError(exchange, 404, "there is no such resource");
        }
    }

    private void change(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        String type = headers.getFirst("Content-Type");
        if (headers.getFirst(HEADER) == null) {
            sendError(exchange, 403, "the header field " + HEADER + " is missing");
        } else if (type == null || !type.startsWith("application/json")) {
            sendError(exchange, 415, "the Content-Type must be application/json");
        } else {
            perform(exchange);
        }
    }

    private void perform(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String operation = path.startsWith("/control/") ? path.substring("/control/".length()) : "";
        if (!control.knows(operation)) {
            sendError(exchange, 404, "the operations are " + String.join(", ", control.operations()));
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY);
        String text = body.length == 0 ? "{}" : new String(body, StandardCharsets.UTF_8);
        Optional<JsonObject> input = JsonObject.read(text);
        if (input.isEmpty()) {
            sendError(exchange, 400, "the body is not a JSON object");
            return;
        }
        try {
            String result = control.perform(operation, input.get());
            events.changed();
            sendJson(exchange, 200, result);
        } catch (IllegalArgumentException wrong) {
            sendError(exchange, 400, String.valueOf(wrong.getMessage()));
        } catch (UncheckedIOException portTaken) {
            sendError(exchange, 409, String.valueOf(portTaken.getMessage()));
        }
    }

    /** Sends server-sent events until the page or the server closes the connection. */
    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=UTF-8");
        exchange.sendResponseHeaders(200, 0);
        try (Subscription subscription = events.subscribe();
                OutputStream body = exchange.getResponseBody()) {
            write(body, ": connected\n\n");
            while (!threads.isShutdown()) {
                String text = subscription
                        .next(PING_SECONDS)
                        .map(ControlServer::format)
                        .orElse(": still here\n\n");
                write(body, text);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static String format(Event event) {
        return "event: " + event.name() + "\ndata: " + event.data() + "\n\n";
    }

    private static void write(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    private static void protect(Headers headers) {
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
                        + "form-action 'none'; frame-ancestors 'none'");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    private static void sendError(HttpExchange exchange, int status, String message) throws IOException {
        sendJson(exchange, status, "{\"error\":" + Json.text(message) + "}");
    }

    private static void sendJson(HttpExchange exchange, int status, String json) throws IOException {
        send(exchange, status, JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream file = ControlServer.class.getResourceAsStream("console/" + name)) {
            if (file == null) {
                throw new IOException("the jar lacks console/" + name);
            }
            return file.readAllBytes();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "mobilefirst-console");
        thread.setDaemon(true);
        return thread;
    }
}
