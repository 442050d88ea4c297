package io.github.mfpjaxrs.security.benchmarks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that serves {@code /open} and {@code /protected}. Works only on Linux, because it reads {@code /proc}. */
final class Application implements AutoCloseable {

    private static final int MICROSECONDS_PER_TICK = 10_000;
    private static final long START_SECONDS = 90;

    private final Process process;
    private final int port;

    private Application(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a stack, and returns when it responds correctly. */
    static Application start(Stack stack, Path log, AuthorizationServer server)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = stack.command(port, server);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("PORT", Integer.toString(port));
        Process process = builder.start();
        Application application = new Application(process, port);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        String known = server.issue(1).get(0);
        String unknown = server.strangers(1).get(0);
        try {
            application.await("/open", "", 200, deadline);
            // A protected method that refuses every request, or none, must not be measured.
            application.awaitGrant(known);
            application.await("/protected", unknown, 401, deadline);
        } catch (IOException unfit) {
            application.close();
            throw new IOException(stack.name() + " is not measured; see " + log, unfit);
        }
        return application;
    }

    /** Waits until the protected method has granted a request with this token. */
    void awaitGrant(String token) throws IOException, InterruptedException {
        await("/protected", token, 200, System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Repeats a request until it gets the wanted status. A process that has just started can be so slow that its own
     * calls to the authorization server time out.
     */
    private void await(String path, String token, int wanted, long deadline) throws IOException, InterruptedException {
        int status = status(path, token);
        while (status != wanted) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("answers " + status + " to " + path + " where " + wanted + " is right");
            }
            TimeUnit.MILLISECONDS.sleep(100);
            status = status(path, token);
        }
    }

    /** Returns the response status, or 0 if there is no response. */
    private int status(String path, String token) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri(path).toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(10_000);
            if (!token.isEmpty()) {
                connection.setRequestProperty("Authorization", "Bearer " + token);
            }
            return connection.getResponseCode();
        } catch (IOException notYet) {
            return 0;
        }
    }

    int port() {
        return port;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Returns the process's user and system time so far, with a resolution of ten milliseconds. */
    long cpuMicros() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROSECONDS_PER_TICK;
    }

    /** Returns the size of the live objects on the process's heap after a full garbage collection, in bytes. */
    long livingBytes() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return Heap.parse(histogram).bytes();
    }

    /** Returns the process's resident memory, in bytes. */
    long residentBytes() throws IOException {
        String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
