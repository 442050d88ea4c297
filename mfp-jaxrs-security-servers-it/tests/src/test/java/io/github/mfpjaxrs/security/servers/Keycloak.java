package io.github.mfpjaxrs.security.servers;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keycloak in development mode, with a realm for the tests. The data survives a restart, but is deleted before the
 * tests start again.
 */
final class Keycloak implements TestedServer {

    private static final String REALM = "keycloak/bank-realm.json";

    private final Path home = Path.of(System.getProperty("servers.keycloak"));
    private final String origin = "http://127.0.0.1:" + ServerProcess.freePort();
    private final ClientKey clientKey = ClientKey.rsa();
    private final ServerProcess process = new ServerProcess(
            "keycloak",
            List.of(
                    "sh",
                    home.resolve("bin/kc.sh").toString(),
                    "start-dev",
                    "--import-realm",
                    "--http-host=127.0.0.1",
                    "--http-port=" + URI.create(origin).getPort()),
            Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx768m"),
            endpoint("/.well-known/openid-configuration"));

    Keycloak() {
        try {
            deleteRecursively(home.resolve("data"));
            Path realm = home.resolve("data/import/bank-realm.json");
            Files.createDirectories(realm.getParent());
            Files.writeString(realm, realm());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteRecursively(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Returns the sample's realm, extended by additional clients. */
    private String realm() throws IOException {
        try (InputStream in = Keycloak.class.getResourceAsStream("/keycloak-realm-patch.json");
                Reader sample = Files.newBufferedReader(Path.of(System.getProperty("servers.sample"), REALM))) {
            String patch = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@JWKS@", clientKey.jwks().replace("\"", "\\\""));
            JsonArray additions = Json.createReader(new StringReader(patch)).readArray();
            JsonObject realm = Json.createReader(sample).readObject();
            return Json.createPatch(additions).apply(realm).toString();
        }
    }

    private URI endpoint(String path) {
        return URI.create(origin + "/realms/bank" + path);
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

    /** Returns an app whose tokens do not name the resource server as the audience. */
    OAuthClient foreignApp() {
        return client("foreign-app");
    }

    @Override
    public OAuthClient client(String id) {
        return new OAuthClient(
                endpoint("/protocol/openid-connect/token"),
                endpoint("/protocol/openid-connect/revoke"),
                id,
                id + "-secret");
    }

    @Override
    public String audience() {
        return "accounts";
    }

    @Override
    public OAuthClient.Tokens userTokens(String scope) throws IOException, InterruptedException {
        return app().tokens(Map.of(
                "grant_type", "password", "username", "john", "password", "johns-password", "scope", scope));
    }

    /** Logs the user out with OpenID Connect, as an app does. */
    int logout(String refreshToken) throws IOException, InterruptedException {
        return app().post(endpoint("/protocol/openid-connect/logout"), Map.of("refresh_token", refreshToken))
                .statusCode();
    }
}
