package io.github.mfpjaxrs.samples.instances;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BalancerTest {

    private final List<HttpServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    private URI instance(int status) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = (exchange.getRequestURI() + " "
                            + exchange.getRequestHeaders().getFirst("Authorization"))
                    .getBytes();
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Test
    void requestWhenThereAreTwoInstancesThenTheyServeInTurn() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (Balancer balancer = new Balancer(0, List.of(instance(200), instance(401)))) {
            HttpRequest request = HttpRequest.newBuilder(balancer.address().resolve("account?x=1"))
                    .header("Authorization", "Bearer a")
                    .build();

            HttpResponse<String> first = client.send(request, BodyHandlers.ofString());
            HttpResponse<String> second = client.send(request, BodyHandlers.ofString());
            HttpResponse<String> third = client.send(request, BodyHandlers.ofString());

            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).isEqualTo("/account?x=1 Bearer a");
            assertThat(first.headers().firstValue("X-Instance")).hasValue("1");
            assertThat(second.statusCode()).isEqualTo(401);
            assertThat(second.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(second.headers().firstValue("X-Instance")).hasValue("2");
            assertThat(third.headers().firstValue("X-Instance")).hasValue("1");
        }
    }
}
