package io.github.mfpjaxrs.samples.instances;

import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** An instance that runs in its own process. */
final class RunningInstance implements AutoCloseable {

    static final String REVOCATION_SECRET = "a-revocation-secret-of-32-characters";

    private static final String SECRET = "a-shared-secret-of-32-characters-or-more";
    private static final Duration START = Duration.ofMinutes(2);

    /** Long timeouts for busy machines. Tests that need shorter timeouts override these settings. */
    private static final Map<String, String> PATIENT = Map.of(
            "mfp.timeout.connect", "PT20S",
            "mfp.timeout.read", "PT20S",
            "mfp.timeout.total", "PT20S",
            "mfp.cache.max-age", "PT10M",
            "mfp.shared-cache.timeout", "PT5S",
            "mfp.shared-cache.wait", "PT10S",
            "mfp.shared-cache.secret", SECRET,
            "mfp.revocations.secret", REVOCATION_SECRET);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Process process;

    RunningInstance(MobileFirstServer server, int clusterPort, String... keysAndValues) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dinstances.cluster-port=" + clusterPort,
                "-Dmfp.authorization-server.url=" + server.url(),
                "-Dmfp.client-id=" + server.clientId(),
                "-Dmfp.client-secret=" + server.clientSecret()));
        PATIENT.forEach((key, value) -> command.add("-D" + key + "=" + value));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            command.add("-D" + keysAndValues[i] + "=" + keysAndValues[i + 1]);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(output::add);
        } catch (IOException | UncheckedIOException ended) {
            // The process has been killed.
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the instance is connected to the given number of others. */
    RunningInstance awaitOthers(int others) {
        awaitLine("other instances: " + others);
        return this;
    }

    RunningInstance awaitStart() {
        awaitLine("listens on");
        return this;
    }

    void awaitLine(String part) {
        await().atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("ended: " + output);
            }
            return output.stream().anyMatch(line -> line.contains(part));
        });
    }

    CompletableFuture<Integer> request(String token) {
        return send(HttpRequest.newBuilder(uri("account")).header("Authorization", "Bearer " + token));
    }

    int status(String token) {
        return request(token).join();
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
                .thenApply(response -> response.statusCode());
    }

    URI uri(String path) {
        String line = output.stream()
                .filter(text -> text.startsWith("listens on "))
                .findFirst()
                .orElseThrow();
        return URI.create("http://127.0.0.1:" + line.substring("listens on ".length()) + "/" + path);
    }

    /** Sends SIGSTOP. */
    void freeze() {
        signal("-STOP");
    }

    /** Sends SIGCONT. */
    void thaw() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill " + name + " returned " + exit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends SIGKILL and waits until the process has ended. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
