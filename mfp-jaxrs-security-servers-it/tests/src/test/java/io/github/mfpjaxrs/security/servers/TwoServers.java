package io.github.mfpjaxrs.security.servers;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the sample {@code two-servers} as a user would, but with the test's authorization servers. */
final class TwoServers {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI uri = URI.create("http://127.0.0.1:" + ServerProcess.freePort() + "/");
    private final ServerProcess process;

    TwoServers(MobileFirstServer mobileFirst, Keycloak keycloak) {
        process = new ServerProcess(
                "two-servers",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dsample.port=" + uri.getPort(),
                        "-cp",
                        classPath(),
                        "io.github.mfpjaxrs.samples.twoservers.Main"),
                Map.of(
                        "MFP_AUTHORIZATION_SERVER_URL", mobileFirst.url().toString(),
                        "MFP_CLIENT_ID", mobileFirst.clientId(),
                        "MFP_CLIENT_SECRET", mobileFirst.clientSecret(),
                        "KEYCLOAK_URL", keycloak.origin(),
                        "MFP_CACHE_MAX_AGE", "PT0S",
                        "MFP_CIRCUIT_BREAKER_DELAY", "PT0.5S",
                        "MFP_TIMEOUT_CONNECT", "PT10S",
                        "MFP_TIMEOUT_READ", "PT20S",
                        "MFP_TIMEOUT_TOTAL", "PT30S"),
                uri);
    }

    private static String classPath() {
        Path target = Path.of(System.getProperty("servers.sample"), "target");
        try {
            return target.resolve("classes")
                    + System.getProperty("path.separator")
                    + Files.readString(target.resolve("class-path")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        process.start();
    }

    void stop() {
        process.stop();
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(uri.resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }
}
