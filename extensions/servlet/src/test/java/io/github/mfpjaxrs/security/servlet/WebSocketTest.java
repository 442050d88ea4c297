package io.github.mfpjaxrs.security.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Handshakes that keys protect, and the documented endpoint, on Tomcat. */
class WebSocketTest {

    /** Validates the token of the handshake again for each message. */
    @ServerEndpoint(value = "/events", configurator = KeepAuthorization.class)
    public static class Events {

        @OnMessage
        public void receive(String message, Session session) throws IOException {
            List<String> authorization = KeepAuthorization.of(session);
            TokenValidator validator =
                    CDI.current().select(TokenValidator.class).get();
            AccessDecision decision = validator.validate(authorization, RequiredScope.allOf("accessRestricted"));
            if (!(decision instanceof AccessDecision.Granted)) {
                session.close(new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "token is not valid"));
                return;
            }
            session.getBasicRemote().sendText("received " + message);
        }
    }

    public static class KeepAuthorization extends ServerEndpointConfig.Configurator {

        @SuppressWarnings("unchecked") // stored by this class
        static List<String> of(Session session) {
            return (List<String>) session.getUserProperties().get("authorization");
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put("authorization", request.getHeaders().get("Authorization"));
        }
    }

    /** Completes with the next message or the close code. */
    private static final class Client implements WebSocket.Listener {

        private volatile CompletableFuture<String> next = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            next.complete(text.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            next.complete("closed " + code);
            return CompletableFuture.completedFuture(null);
        }

        String send(WebSocket socket, String message) throws Exception {
            next = new CompletableFuture<>();
            socket.sendText(message, true);
            return next.get(20, TimeUnit.SECONDS);
        }
    }

    private static MobileFirstServer server;
    private static TomcatApplication application;

    @BeforeAll
    static void start() {
        server = MobileFirstServer.start();
        application = TomcatApplication.against(server)
                .config("mfp.cache.max-age", "PT0S")
                .config("mfp.protect.socket.paths", "/events")
                .config("mfp.protect.socket.scopes", "accessRestricted")
                .endpoint(Events.class)
                .start();
    }

    @AfterAll
    static void stop() {
        application.close();
        server.close();
    }

    private static CompletableFuture<WebSocket> connect(Client client, String token) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create(application.url("/events").replaceFirst("http", "ws")), client);
    }

    @Test
    @Tag("S1")
    void connectWhenScopeIsMissingThenHandshakeIsRefused() {
        CompletableFuture<WebSocket> socket = connect(new Client(), server.issue("other", "john"));

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> socket.get(20, TimeUnit.SECONDS))
                .withCauseInstanceOf(WebSocketHandshakeException.class)
                .satisfies(e -> assertThat(((WebSocketHandshakeException) e.getCause())
                                .getResponse()
                                .statusCode())
                        .isEqualTo(403));
    }

    @Test
    void sendWhenTokenIsRevokedMeanwhileThenSessionIsClosed() throws Exception {
        String token = server.issue("accessRestricted", "john");
        Client client = new Client();
        WebSocket socket = connect(client, token).get(20, TimeUnit.SECONDS);

        String before = client.send(socket, "one");
        server.revoke(token);
        String after = client.send(socket, "two");

        assertThat(before).isEqualTo("received one");
        assertThat(after).isEqualTo("closed 1008");
    }
}
