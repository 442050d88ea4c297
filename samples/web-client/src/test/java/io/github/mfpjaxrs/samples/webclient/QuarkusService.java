package io.github.mfpjaxrs.samples.webclient;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the service that the Quarkus Maven plugin has built, with Quarkus's own CORS support. */
final class QuarkusService implements Service {

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");
    private static final long SECONDS = 120;

    private final Process process;
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    private QuarkusService(Process process) {
        this.process = process;
    }

    static Service start(Map<String, String> settings, Origins origins, int port) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.http.cors.enabled=true",
                "-Dquarkus.http.cors.origins=" + String.join(",", origins.allowed()),
                "-Dquarkus.http.cors.methods=GET,POST",
                "-Dquarkus.http.cors.headers=Authorization,Content-Type"));
        if (!origins.exposed().isEmpty()) {
            command.add("-Dquarkus.http.cors.exposed-headers=" + origins.exposed());
        }
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", System.getProperty("web-client.quarkus")));
        try {
            QuarkusService service = new QuarkusService(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
            Runtime.getRuntime().addShutdownHook(new Thread(service.process::destroy));
            Thread reader = new Thread(service::read, "quarkus-output");
            reader.setDaemon(true);
            reader.start();
            service.address.get(SECONDS, TimeUnit.SECONDS);
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("Quarkus does not start", e);
        }
    }

    /** Reads the output until the process ends, because a full pipe would block the process. */
    private void read() {
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    address.complete(URI.create(listening.group(1)));
                }
            }
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
        address.completeExceptionally(new IllegalStateException("Quarkus has ended:\n" + output));
    }

    @Override
    public URI uri() {
        return address.join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
