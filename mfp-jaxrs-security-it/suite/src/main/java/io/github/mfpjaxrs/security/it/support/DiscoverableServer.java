package io.github.mfpjaxrs.security.it.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An authorization server that publishes metadata (RFC 8414) and considers every token active. */
public final class DiscoverableServer implements AutoCloseable {

    private final HttpServer server;
    private volatile String issuer;

    private DiscoverableServer(HttpServer server) {
        this.server = server;
        this.issuer = url();
    }

    /** Starts the server on a free loopback port. */
    public static DiscoverableServer start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            DiscoverableServer discoverable = new DiscoverableServer(server);
            server.createContext(
                    "/.well-known/oauth-authorization-server", exchange -> answer(exchange, discoverable.metadata()));
            server.createContext(
                    "/introspect",
                    exchange -> answer(exchange, "{\"active\":true,\"scope\":\"accessRestricted\",\"sub\":\"john\"}"));
            server.start();
            return discoverable;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Makes the metadata name an issuer other than this server. */
    public void nameIssuer(String other) {
        issuer = other;
    }

    /** Adds the settings that an application needs to use this server. */
    public War introduceTo(War war) {
        return war.config("mfp.authorization-server.url", url())
                .config("mfp.client-id", "it")
                .config("mfp.client-secret", "secret")
                .config("mfp.introspection.authentication", "basic")
                .config("mfp.introspection.discovery", "true")
                .patient();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String metadata() {
        return "{\"issuer\":\"" + issuer + "\",\"token_endpoint\":\"" + url() + "/token\",\"introspection_endpoint\":\""
                + url() + "/introspect\"}";
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
