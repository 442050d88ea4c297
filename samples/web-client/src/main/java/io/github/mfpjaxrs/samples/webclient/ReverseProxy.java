package io.github.mfpjaxrs.samples.webclient;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Forwards requests to another server, as the web server in front of a deployment would. Redirects and refusals are
 * passed on unchanged. If the server cannot be reached, the proxy responds with 502.
 */
final class ReverseProxy implements HttpHandler {

    /**
     * The header fields that are not forwarded, because they apply to a single connection (RFC 9110, 7.6.1) or because
     * the HTTP client sets them itself.
     */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection", "content-length", "expect", "host", "keep-alive", "te", "transfer-encoding", "upgrade");

    private static final int BAD_GATEWAY = 502;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI target;
    private final Consumer<Passed> log;

    /**
     * Creates a proxy.
     *
     * @param target the address of the other server; its path is ignored
     * @param log receives each request and its outcome, before the response is sent
     */
    ReverseProxy(URI target, Consumer<Passed> log) {
        this.target = target;
        this.log = log;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            HttpResponse<byte[]> response;
            try {
                response = http.send(request(exchange, body), BodyHandlers.ofByteArray());
            } catch (IOException unreachable) {
                record(exchange, BAD_GATEWAY, null);
                exchange.sendResponseHeaders(BAD_GATEWAY, -1);
                return;
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return;
            }
            record(exchange, response.statusCode(), response);
            respond(exchange, response);
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .timeout(Duration.ofMinutes(1))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (passes(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private static void respond(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (passes(name)) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static boolean passes(String field) {
        return !OF_THE_CONNECTION.contains(field.toLowerCase(Locale.ROOT));
    }

    private void record(HttpExchange exchange, int status, @Nullable HttpResponse<?> response) {
        log.accept(new Passed(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().containsKey("Authorization"),
                status,
                response == null ? Optional.empty() : response.headers().firstValue("WWW-Authenticate")));
    }
}
