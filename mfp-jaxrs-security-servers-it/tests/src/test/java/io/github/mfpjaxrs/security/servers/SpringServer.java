package io.github.mfpjaxrs.security.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Spring Authorization Server with opaque tokens. All tokens are lost when the server stops. */
final class SpringServer implements TestedServer {

    private static final String CALLBACK = "http://127.0.0.1/callback";

    private final String origin = "http://127.0.0.1:" + ServerProcess.freePort();
    private final ClientKey clientKey = ClientKey.ec();
    private final String tokenPath;
    private final ServerProcess process;

    private SpringServer(String profile, String tokenPath) {
        this.tokenPath = tokenPath;
        this.process = new ServerProcess(
                "spring-" + profile,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        System.getProperty("servers.spring"),
                        "--spring.profiles.active=" + profile,
                        "--server.port=" + URI.create(origin).getPort()),
                Map.of("CLIENT_JWKS", clientKey.jwks()),
                URI.create(origin + "/client-jwks"));
    }

    static SpringServer plain() {
        return new SpringServer("plain", "/oauth2/token");
    }

    static SpringServer inMobileFirstsDialect() {
        return new SpringServer("mobilefirst", "/mfp/api/az/v1/token");
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public ClientKey clientKey() {
        return clientKey;
    }

    @Override
    public OAuthClient client(String id) {
        return new OAuthClient(
                URI.create(origin + tokenPath), URI.create(origin + "/oauth2/revoke"), id, id + "-secret");
    }

    /** The audience of a Spring token is the client that requested the token. */
    @Override
    public String audience() {
        return "mobile-app";
    }

    /** Logs john in. The app then receives a code and exchanges it for tokens (RFC 6749 §4.1). */
    @Override
    public OAuthClient.Tokens userTokens(String scope) throws IOException, InterruptedException {
        HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        HttpRequest login = HttpRequest.newBuilder(URI.create(origin + "/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=john&password=johns-password"))
                .build();
        assertThat(browser.send(login, BodyHandlers.discarding()).statusCode()).isEqualTo(302);
        URI authorize = URI.create(origin + "/oauth2/authorize?response_type=code&client_id=mobile-app&scope=" + scope
                + "&redirect_uri=" + CALLBACK);
        String location = browser.send(HttpRequest.newBuilder(authorize).build(), BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        assertThat(location).startsWith(CALLBACK + "?code=");
        return app().tokens(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                location.substring((CALLBACK + "?code=").length()),
                "redirect_uri",
                CALLBACK));
    }
}
