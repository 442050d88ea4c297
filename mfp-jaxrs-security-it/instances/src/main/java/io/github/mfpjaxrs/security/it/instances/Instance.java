package io.github.mfpjaxrs.security.it.instances;

import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** An application instance in its own process, whose output is written to a log file. */
final class Instance implements AutoCloseable {

    private static final String REVOCATION_SECRET = "a-revocation-secret-of-32-characters";
    private static final Duration START = Duration.ofMinutes(4);

    /** Settings for all instances, including timeouts long enough for a busy machine. */
    private static final Map<String, String> PATIENT = Map.of(
            "mfp.timeout.connect", "PT20S",
            "mfp.timeout.read", "PT20S",
            "mfp.timeout.total", "PT20S",
            "mfp.cache.max-age", "PT10M",
            "mfp.shared-cache.timeout", "PT5S",
            "mfp.shared-cache.wait", "PT10S",
            "mfp.revocations.secret", REVOCATION_SECRET);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final Path log;
    private final Process process;

    private Instance(int port, Path log, Process process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    static Instance start(MobileFirstServer server, String secret, int port, Path log, List<String> command) {
        Map<String, String> properties = new TreeMap<>(PATIENT);
        properties.put("mfp.shared-cache.secret", secret);
        properties.put("mfp.authorization-server.url", server.url().toString());
        properties.put("mfp.client-id", server.clientId());
        properties.put("mfp.client-secret", server.clientSecret());
        List<String> all = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        properties.forEach((key, value) -> all.add("-D" + key + "=" + value));
        all.addAll(command);
        try {
            Process process = new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new Instance(port, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the instance serves requests. */
    void awaitStart() {
        await().atMost(START).pollInterval(Duration.ofMillis(200)).until(() -> {
            checkAlive();
            try {
                return status("unknown") == 401;
            } catch (CompletionException notYet) {
                return false;
            }
        });
    }

    /** Waits for a line to appear in the log. */
    void awaitLine(String part) {
        await().atMost(START).pollInterval(Duration.ofMillis(200)).until(() -> {
            checkAlive();
            return logged().contains(part);
        });
    }

    private void checkAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the instance has ended; see " + log);
        }
    }

    private String logged() throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    int status(String token) {
        return request(token).join();
    }

    CompletableFuture<Integer> request(String token) {
        return send(HttpRequest.newBuilder(uri("accounts/balance")).header("Authorization", "Bearer " + token));
    }

    int revoke(String user) {
        return send(HttpRequest.newBuilder(uri("revocations"))
                        .header("Authorization", "Bearer " + REVOCATION_SECRET)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"user\": \"" + user + "\"}")))
                .join();
    }

    private CompletableFuture<Integer> send(HttpRequest.Builder request) {
        return http.sendAsync(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/" + path);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
