package io.github.mfpjaxrs.security.servers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a separate process that logs to the build directory. The server is stopped when the JVM exits, at the
 * latest.
 */
final class ServerProcess {

    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final int LONGEST_STOP_SECONDS = 60;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final URI ready;
    private Process process;

    /** Prepares the process without starting it. The server is ready when the given address responds with 200. */
    ServerProcess(String name, List<String> command, Map<String, String> environment, URI ready) {
        this.command = command;
        this.environment = environment;
        this.log = Path.of(System.getProperty("servers.logs"), name + ".log");
        this.ready = ready;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("answer of the server, see " + log.getFileName())
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(200))
                .failFast("the server ended, see " + log.getFileName(), () -> !process.isAlive())
                .until(this::isReady);
    }

    private boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(ready)
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the process and its child processes, by force if they take too long. */
    void stop() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
