package io.github.mfpjaxrs.samples.webclient;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * A web server on a loopback port. It serves the page, serves IBM's SDK under {@code /sdk/}, and forwards some paths to
 * other servers, so that all of them have the same origin. In production, a web server such as nginx does this.
 */
final class PageServer implements AutoCloseable {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    /**
     * Allows scripts only from this origin, but calls to any origin, because the service might have a different origin.
     */
    private static final String POLICY = "default-src 'self'; connect-src *; img-src 'self' data:";

    private final ExecutorService threads;
    private final HttpServer http;

    private PageServer(HttpServer http, ExecutorService threads) {
        this.http = http;
        this.threads = threads;
    }

    /**
     * Starts a server without any content.
     *
     * @param port the port on 127.0.0.1, or 0 for any free port
     * @throws UncheckedIOException if the port is taken
     */
    static PageServer listen(int port) {
        try {
            HttpServer http = HttpServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "page");
                thread.setDaemon(true);
                return thread;
            });
            http.setExecutor(threads);
            http.start();
            return new PageServer(http, threads);
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot listen on port " + port, taken);
        }
    }

    /** Returns the origin, such as {@code http://127.0.0.1:8081}. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /**
     * Adds the page.
     *
     * @param sdk the directory in which npm has installed the SDK
     * @param service the service address for the page to use; empty for the page's own origin
     * @param mobileFirst the MobileFirst context root for the SDK to use
     */
    PageServer page(Path sdk, String service, String mobileFirst) {
        http.createContext("/", exchange -> serve(exchange, ownFile(exchange.getRequestURI())));
        http.createContext("/sdk/", exchange -> serve(exchange, fileOf(sdk, exchange.getRequestURI())));
        http.createContext("/settings.json", exchange -> {
            String settings = "{\"service\": \"" + service + "\", \"mobileFirst\": \"" + mobileFirst + "\"}";
            serve(exchange, Optional.of(settings.getBytes(StandardCharsets.UTF_8)));
        });
        return this;
    }

    /**
     * Forwards requests under a given path.
     *
     * @param path the path, such as {@code /accounts/}
     * @param target the address of the server to forward to
     * @param log receives each forwarded request
     */
    PageServer forward(String path, URI target, Consumer<Passed> log) {
        http.createContext(path, new ReverseProxy(target, log));
        return this;
    }

    /**
     * Reads one of the page's files, which are class-path resources. A file name contains only one dot, which precedes
     * the extension.
     */
    private static Optional<byte[]> ownFile(URI request) throws IOException {
        String path = request.getPath().equals("/") ? "/index.html" : request.getPath();
        if (!path.matches("/[a-z-]+\\.[a-z]+")) {
            return Optional.empty();
        }
        try (InputStream file = PageServer.class.getResourceAsStream("/page" + path)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        }
    }

    private static Optional<byte[]> fileOf(Path directory, URI request) throws IOException {
        Path root = directory.toAbsolutePath().normalize();
        Path file = root.resolve(request.getPath().substring("/sdk/".length())).normalize();
        return file.startsWith(root) && Files.isRegularFile(file)
                ? Optional.of(Files.readAllBytes(file))
                : Optional.empty();
    }

    private static void serve(HttpExchange exchange, Optional<byte[]> content) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String extension = path.endsWith("/") ? "html" : path.substring(path.lastIndexOf('.') + 1);
            exchange.getResponseHeaders()
                    .set("Content-Type", TYPES.getOrDefault(extension, "application/octet-stream"));
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            if (content.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.sendResponseHeaders(200, content.get().length);
            exchange.getResponseBody().write(content.get());
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
