package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M7")
class ControlTest {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final MobileFirstServer server =
            MobileFirstServer.builder().console(0).start();
    private final ResourceServer resources = new ResourceServer(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void issueTokenWhenDescribedThenIntrospectionAgrees() throws Exception {
        JsonObject issued = JsonObject.read(done("issue-token", """
            {"user":"john","scope":"RegisteredClient transfer","value":"johns","device":"d1","seconds":60}\
            """)).orElseThrow();

        assertThat(issued.text("token")).contains("johns");
        assertThat(resources.introspect("johns").body())
                .contains("\"active\":true", "\"username\":\"john\"", "transfer", "\"id\":\"d1\"");
        assertThat(state())
                .contains("\"id\":\"" + issued.text("id").orElseThrow() + "\"")
                .doesNotContain("johns");
    }

    @Test
    void revokeTokenWhenNamedByIdThenIsInactive() throws Exception {
        String token = server.issue("RegisteredClient");

        done("revoke-token", "{\"id\":\"" + TokenId.of(token) + "\"}");

        assertThat(resources.introspect(token).body()).contains("\"active\":false");
        assertThat(state()).doesNotContain(TokenId.of(token));
    }

    @Test
    void revokeAllTokensWhenCalledThenOwnTokensRemain() throws Exception {
        String token = server.issue("RegisteredClient");
        String own = "Bearer " + resources.ownToken();

        done("revoke-all-tokens", "");

        assertThat(resources.introspect(own, token).body()).contains("\"active\":false");
        done("revoke-own-tokens", "{}");
        assertThat(resources.introspect(own, token).statusCode()).isEqualTo(401);
    }

    @Test
    void logOutWhenUserIsLoggedInThenClientIsChallengedAgain() throws Exception {
        MobileApp app = new MobileApp(server).registered();
        app.logIn("john", "john");
        assertThat(state()).contains("\"logins\":{\"UserLogin\":\"john\"}", "\"id\":\"" + app.id() + "\"");

        done("log-out", "{\"user\":\"john\"}");

        assertThat(app.preauthorize("accessRestricted").statusCode()).isEqualTo(401);
        assertThat(state()).contains("\"logins\":{}");
    }

    @Test
    void expireCheckWhenNamedByUserOrTokenThenScopeIsGone() throws Exception {
        MobileApp app = new MobileApp(server).registered();
        app.logIn("john", "john");
        String live = app.token("accessRestricted");
        String fixed = server.issue("RegisteredClient accessRestricted", "mary");

        done("expire-check", "{\"user\":\"john\",\"check\":\"UserLogin\"}");
        done("expire-check", "{\"token\":\"" + fixed + "\",\"check\":\"accessRestricted\"}");

        assertThat(resources.introspect(live).body()).doesNotContain("accessRestricted");
        assertThat(resources.introspect(fixed).body()).contains("mary").doesNotContain("accessRestricted");
    }

    @Test
    void deviceStatusWhenSetThenIntrospectionTells() throws Exception {
        String token = server.issue("RegisteredClient");
        String device = "{\"device\":\"" + AccessTokenBuilder.DEVICE_ID + "\"";

        done("device-status", device + "}");
        assertThat(resources.introspect(token).body()).contains("\"status\":\"DISABLED\"");

        done("device-status", device + ",\"status\":\"ACTIVE\"}");
        assertThat(resources.introspect(token).body()).contains("\"status\":\"ACTIVE\"");
    }

    @Test
    void conflictWhenOnceThenNextIntrospectionIs409() throws Exception {
        String token = server.issue("RegisteredClient");

        done("conflict", "{\"id\":\"" + TokenId.of(token) + "\"}");

        assertThat(resources.introspect(token).statusCode()).isEqualTo(409);
        assertThat(resources.introspect(token).statusCode()).isEqualTo(200);
    }

    @Test
    void forgetClientsWhenCalledThenTheyMustRegisterAgain() throws Exception {
        MobileApp app = new MobileApp(server).registered();

        done("forget-clients", "");

        assertThat(app.preauthorize("RegisteredClient").body()).contains("INVALID_CLIENT_ID");
    }

    @Test
    void faultWhenSwitchedOnAndOffThenOnlyItsEndpointFails() throws Exception {
        String own = "Bearer " + resources.ownToken();

        done("fault", "{\"at\":\"introspection\",\"fault\":\"status\",\"status\":502}");

        assertThat(resources.introspect(own, "x").statusCode()).isEqualTo(502);
        assertThat(resources.requestToken().statusCode()).isEqualTo(200);
        assertThat(state()).contains("{\"at\":\"introspection\",\"fault\":\"status 502\",\"calls\":null}");

        done("fault", "{\"at\":\"introspection\",\"fault\":\"none\"}");

        assertThat(resources.introspect(own, "x").statusCode()).isEqualTo(200);
        assertThat(state()).contains("\"faults\":[]");
    }

    @Test
    void faultWhenStatusHasABodyThenIsAnsweredWithIt() throws Exception {
        String own = "Bearer " + resources.ownToken();

        done("fault", "{\"at\":\"introspection\",\"fault\":\"status\",\"status\":200,\"body\":\"{\\\"active\\\":1}\"}");

        HttpResponse<String> response = resources.introspect(own, "x");
        assertThat(response.body()).isEqualTo("{\"active\":1}");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void faultWhenForOneCallThenEndsByItself() throws Exception {
        done("fault", "{\"at\":\"token\",\"fault\":\"tooManyRequests\",\"retryAfter\":\"7\",\"calls\":1}");
        assertThat(state()).contains("\"calls\":1");

        HttpResponse<String> first = resources.requestToken();

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(resources.requestToken().statusCode()).isEqualTo(200);
        assertThat(state()).contains("\"faults\":[]");
    }

    @Test
    void faultWhenPortIsABlackHoleThenControlStillRecovers() throws Exception {
        done("fault", "{\"fault\":\"blackHole\"}");
        assertThatThrownBy(() -> resources.withTimeout(Duration.ofMillis(200)).requestToken())
                .isInstanceOf(IOException.class);

        done("recover", "");

        assertThat(resources.requestToken().statusCode()).isEqualTo(200);
    }

    @Test
    void faultNamesWhenListedThenEachCreatesAFaultThatIsShownByThatName() {
        JsonObject defaults = JsonObject.read("{}").orElseThrow();

        assertThat(FaultNames.all())
                .hasSize(15)
                .allSatisfy(name ->
                        assertThat(FaultNames.create(name, defaults).name()).startsWith(name));
    }

    @Test
    void stopListeningWhenListeningAgainThenSamePort() throws Exception {
        done("stop-listening", "");
        assertThat(state()).contains("\"listening\":false");
        assertThatThrownBy(resources::requestToken).isInstanceOf(IOException.class);

        done("listen", "");

        assertThat(resources.requestToken().statusCode()).isEqualTo(200);
        assertThat(state()).contains("\"listening\":true");
    }

    @Test
    void callersWhenInstancesHaveTokensOfTheirOwnThenCountedApart() throws Exception {
        String one = "Bearer " + resources.ownToken();
        String two = "Bearer " + resources.ownToken();

        resources.introspect(one, "x");
        resources.introspect(one, "y");
        resources.introspect(two, "z");

        assertThat(state())
                .containsPattern("\"callers\":\\[\\{\"caller\":\"[0-9a-f]{12}\",\"introspections\":2},"
                        + "\\{\"caller\":\"[0-9a-f]{12}\",\"introspections\":1}]")
                .doesNotContain(one.substring("Bearer ".length()));
        done("reset-counters", "");
        assertThat(state()).contains("\"callers\":[]");
    }

    @Test
    void countsWhenResetThenStartOver() throws Exception {
        resources.introspect("x");
        assertThat(state()).contains("\"introspections\":1,\"tokenRequests\":1");

        done("reset-counters", "");

        assertThat(state()).contains("\"introspections\":0,\"tokenRequests\":0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fault {\"fault\":\"nothing\"}",
                "fault {\"fault\":\"status\",\"status\":99}",
                "fault {\"fault\":\"status\",\"status\":503.5}",
                "fault {\"fault\":\"hang\",\"at\":\"nowhere\"}",
                "fault {}",
                "revoke-token {\"token\":\"unknown\"}",
                "log-out {}",
                "log-out []",
                "log-out {\"user\":",
                "device-status {\"device\":\" \"}"
            })
    void performWhenInputIsWrongThenSaysWhy(String call) throws Exception {
        int space = call.indexOf(' ');

        HttpResponse<String> response = post(call.substring(0, space), call.substring(space + 1));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":\"");
    }

    @Test
    void performWhenOperationIsUnknownThenListsThem() throws Exception {
        HttpResponse<String> response = post("drop-tables", "{}");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("issue-token", "recover");
    }

    @Test
    void changeWhenHeaderIsMissingThenIsRefused() throws Exception {
        String token = server.issue("RegisteredClient");
        HttpRequest plain = HttpRequest.newBuilder(control("revoke-all-tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();

        HttpResponse<String> response = http.send(plain, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains(ControlServer.HEADER);
        assertThat(resources.introspect(token).body()).contains("\"active\":true");
    }

    @Test
    void changeWhenBodyIsOfAFormThenIsRefused() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(control("recover"))
                .header(ControlServer.HEADER, "1")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))
                .build();

        assertThat(http.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    }

    @Test
    void changeWhenOriginIsForeignThenIsRefusedAndHasNoCors() throws Exception {
        HttpRequest foreign = HttpRequest.newBuilder(control("recover"))
                .header(ControlServer.HEADER, "1")
                .header("Origin", "https://evil.example")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();
        HttpRequest preflight = HttpRequest.newBuilder(control("recover"))
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody())
                .build();

        assertThat(http.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        HttpResponse<String> refused = http.send(preflight, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: evil.example", "Host: evil.example:PORT", "Host: 127.0.0.1", "Host:", "X: y"})
    void readWhenHostIsNotTheConsolesThenIsRefused(String header) throws Exception {
        int port = consolePort();
        try (RawClient client = new RawClient(port)) {
            client.send("GET /control/state HTTP/1.1\r\n" + header.replace("PORT", Integer.toString(port))
                    + "\r\nConnection: close\r\n\r\n");

            assertThat(client.readUntil("}")).contains(" 403 ").doesNotContain("tokens");
        }
    }

    @Test
    void readWhenHostIsLocalhostThenIsAnswered() throws Exception {
        try (RawClient client = new RawClient(consolePort())) {
            client.send("GET /control/state HTTP/1.1\r\nHost: localhost:" + consolePort() + "\r\n\r\n");

            assertThat(client.readUntil("\"counts\"")).contains(" 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "console.css", "console.js"})
    void pageWhenReadThenIsProtectedAndLeavesNothingToOthers(String path) throws Exception {
        HttpResponse<String> response = get(URI.create(server.consoleUrl().orElseThrow() + path));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.body()).doesNotContain("http:", "https:", "style=", "onclick=", "innerHTML");
    }

    @Test
    void pageWhenRootOfServerIsOpenedThenRedirectsToTheConsole() throws Exception {
        HttpResponse<String> response = get(URI.create("http://127.0.0.1:" + server.port() + "/"));

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location"))
                .contains(server.consoleUrl().orElseThrow().toString());
    }

    @Test
    void pageWhenThereIsNoConsoleThenRootIsNotFound() throws Exception {
        try (MobileFirstServer plain = MobileFirstServer.start()) {
            assertThat(plain.consoleUrl()).isEmpty();
            assertThat(get(URI.create("http://127.0.0.1:" + plain.port() + "/")).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void eventsWhenTokensAreIntrospectedThenTellEach() throws Exception {
        String token = server.issue("RegisteredClient", "john");
        try (RawClient page = new RawClient(consolePort())) {
            page.send("GET /control/events HTTP/1.1\r\nHost: 127.0.0.1:" + consolePort() + "\r\n\r\n");
            assertThat(page.readUntil(": connected\n")).contains("text/event-stream");

            resources.introspect(token);
            assertThat(page.readUntil("event: introspection\n")).doesNotContain("active");
            assertThat(page.readUntil("\n\n"))
                    .contains("\"token\":\"" + TokenId.of(token) + "\"", "\"user\":\"john\"", "\"active\":true");

            server.failIntrospection(Fault.status(500), 1);
            resources.introspect(token);
            assertThat(page.readUntil("\"fault\":\"status 500\"")).contains("event: fault");

            resources.introspect("Bearer no", token);
            assertThat(page.readUntil("\"status\":401")).contains("\"token\":null");
        }
    }

    @Test
    void startWhenConsolePortIsTakenThenFailsAndFreesTheOther() throws Exception {
        int taken = consolePort();

        assertThatThrownBy(() -> MobileFirstServer.builder().console(taken).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(taken));
        assertThatThrownBy(() -> MobileFirstServer.builder()
                        .port(server.port())
                        .console(0)
                        .start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(server.port()));
    }

    private int consolePort() {
        return server.consoleUrl().orElseThrow().getPort();
    }

    private URI control(String path) {
        return server.consoleUrl().orElseThrow().resolve("control/" + path);
    }

    private String state() throws IOException, InterruptedException {
        return get(control("state")).body();
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private String done(String operation, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = post(operation, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> post(String operation, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(control(operation))
                .header(ControlServer.HEADER, "test")
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
