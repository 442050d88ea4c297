package io.github.mfpjaxrs.security.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server's metadata says when the application starts. */
@Tag("A7")
class DiscoveryAtStartTest {

    @Path("notes")
    @RequestScoped
    public static class Notes {

        @GET
        @MFPProtected("notes.read")
        public String notes() {
            return "notes";
        }
    }

    private static final String ACTIVE = "{\"active\":true,\"scope\":\"notes.read\"}";

    private HttpServer server;
    private String issuer;
    private volatile String metadata;
    private final List<String> introspected = new CopyOnWriteArrayList<>();
    private final List<String> fetched = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        metadata = "{\"issuer\":\"" + issuer + "\",\"token_endpoint\":\"" + issuer
                + "/token\",\"introspection_endpoint\":\"" + issuer + "/introspect\"}";
        server.createContext(
                "/.well-known/oauth-authorization-server", exchange -> answer(exchange, "application/json", metadata));
        server.createContext("/introspect", exchange -> {
            introspected.add(String.valueOf(exchange.getRequestURI().getRawQuery()));
            answer(exchange, "application/json", ACTIVE);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void startWhenMetadataIsRightThenItsEndpointIsAsked() throws Exception {
        try (EmbeddedApplication application = application().start()) {
            assertThat(application.getWithToken("notes", "t").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @Tag("G10")
    void getWhenTheEndpointHasAQueryThenItIsSent() throws Exception {
        metadata = metadata.replace("/introspect\"", "/introspect?realm=/bank\"");

        try (EmbeddedApplication application = application().start()) {
            assertThat(application.getWithToken("notes", "t").statusCode()).isEqualTo(200);
        }
        assertThat(introspected).containsExactly("realm=/bank");
    }

    @Test
    @Tag("R11")
    void startWhenTheFirstLocationGivesHtmlThenTheSecondIsReadAndEachOnce() throws Exception {
        server.removeContext("/.well-known/oauth-authorization-server");
        server.createContext("/.well-known/oauth-authorization-server", exchange -> {
            fetched.add("html");
            answer(exchange, "text/html", "<html><body>Welcome</body></html>");
        });
        server.createContext("/.well-known/openid-configuration", exchange -> {
            fetched.add("metadata");
            answer(exchange, "application/json", metadata);
        });

        try (EmbeddedApplication application = application().start()) {
            assertThat(application.getWithToken("notes", "t").statusCode()).isEqualTo(200);
            assertThat(application.getWithToken("notes", "u").statusCode()).isEqualTo(200);
        }
        assertThat(fetched).containsExactly("html", "metadata");
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, https://as.example.com, names another issuer",
        "introspection_endpoint, http://as.example.com/introspect, introspection_endpoint on another host",
        "introspection_endpoint, ftp://127.0.0.1/introspect, with another scheme",
        "token_endpoint, http://as.example.com/token, token_endpoint on another host",
        "token_endpoint, http://127.0.0.1:x y/token, malformed token_endpoint",
    })
    void startWhenMetadataIsWrongThenDeploymentFailsAndNamesTheKeys(String member, String value, String mistake) {
        metadata = metadata.replaceAll("(\"" + member + "\":)\"[^\"]*\"", "$1\"" + value + "\"");

        assertThatThrownBy(() -> application().start().close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mfp.introspection.discovery")
                .hasMessageContaining("mfp.authorization-server.url")
                .hasMessageContaining(mistake);
    }

    @Test
    void startWhenServerCannotBeReachedThenApplicationStartsAndWorksOnceItCan() throws Exception {
        int port = server.getAddress().getPort();
        server.stop(0);

        try (EmbeddedApplication application = application().start()) {
            assertThat(application.getWithToken("notes", "t").statusCode()).isEqualTo(503);

            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext(
                    "/.well-known/oauth-authorization-server",
                    exchange -> answer(exchange, "application/json", metadata));
            server.createContext("/introspect", exchange -> answer(exchange, "application/json", ACTIVE));
            server.start();

            assertThat(application.getWithToken("notes", "t").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void getWhenMetadataTurnsOutWrongAfterTheStartThenUnavailableWithoutChallenge() throws Exception {
        String right = metadata;
        metadata = "";
        try (EmbeddedApplication application = application().start()) {
            metadata = right.replace(issuer + "/introspect", "http://as.example.com/introspect");

            var response = application.getWithToken("notes", "t");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
    }

    private EmbeddedApplication.Builder application() {
        return EmbeddedApplication.Builder.unconfigured()
                .config("mfp.authorization-server.url", issuer)
                .config("mfp.client-id", "notes")
                .config("mfp.client-secret", "secret")
                .config("mfp.introspection.authentication", "basic")
                .config("mfp.introspection.discovery", "true")
                // A busy machine must not make a server that answers look like one that does not.
                .config("mfp.timeout.connect", "PT10S")
                .config("mfp.timeout.read", "PT20S")
                .config("mfp.timeout.total", "PT30S")
                .resources(Notes.class);
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
