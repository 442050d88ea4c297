package io.github.mfpjaxrs.security.it.quarkus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running Quarkus application. It runs on the same Java installation as the tests and writes its log beside its jar.
 */
final class QuarkusProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");
    private static final long SECONDS_TO_START = 120;
    private static final long SECONDS_TO_STOP = 30;

    private final Process process;
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    private QuarkusProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts an application and returns once it accepts requests.
     *
     * @param environment the variables to add to the tests' own environment
     */
    static QuarkusProcess start(Path jar, Map<String, String> environment) {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Path hosts = Path.of(System.getProperty("it.directory"), "..", "..", "hosts");
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            java, "-XX:TieredStopAtLevel=1", "-Djdk.net.hosts.file=" + hosts, "-jar", jar.toString())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            QuarkusProcess started = new QuarkusProcess(builder.start());
            Runtime.getRuntime().addShutdownHook(new Thread(started.process::destroy));
            new Thread(() -> started.read(jar.resolveSibling("quarkus.log"))).start();
            started.address();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Path log) {
        try (BufferedReader output = process.inputReader();
                PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log), true)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                copy.println(line);
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    address.complete(URI.create(listening.group(1)));
                }
            }
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
        address.completeExceptionally(new IllegalStateException("Quarkus has ended; see " + log));
    }

    URI address() {
        try {
            return address.get(SECONDS_TO_START, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("Quarkus does not start", e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
