package sample;

import io.github.mfpjaxrs.security.testkit.AccessTokenBuilder;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An application server that runs the bank and possibly other applications in a separate process. The test kit's
 * authorization server runs in this process.
 */
final class AppServer implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final MobileFirstServer authorizationServer = MobileFirstServer.start();
    private final URI accounts;
    private final Process process;
    private final File log;

    /** Starts both servers and waits until the bank responds. */
    AppServer(int port, File log, List<String> command) throws IOException, InterruptedException {
        failIfTaken(port);
        accounts = URI.create("http://127.0.0.1:" + port + "/bank/accounts/");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().putAll(environment());
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        this.log = log;
        await("rates");
    }

    /**
     * Fails early if the port is taken, because an application server might otherwise keep running without the port.
     */
    private static void failIfTaken(int port) throws IOException {
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }

    /**
     * Returns environment variables that override the application's microprofile-config.properties. The timeouts are
     * long, because the first call loads classes and the machine might be busy.
     */
    private Map<String, String> environment() {
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "MFP_AUTHORIZATION_SERVER_URL", authorizationServer.url().toString(),
                "MFP_CLIENT_ID", authorizationServer.clientId(),
                "MFP_CLIENT_SECRET", authorizationServer.clientSecret(),
                "MFP_TIMEOUT_CONNECT", "PT30S",
                "MFP_TIMEOUT_READ", "PT30S",
                "MFP_TIMEOUT_TOTAL", "PT30S");
    }

    /** Waits until the given path, which must be open to everyone, responds with 200. */
    void await(String path) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isServed(path)) {
            boolean ended = process.waitFor(200, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                close();
                throw new IllegalStateException("The server did not start " + uri(path) + "; see " + log);
            }
        }
    }

    private boolean isServed(String path) throws InterruptedException {
        try {
            return get(path).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    MobileFirstServer authorizationServer() {
        return authorizationServer;
    }

    /**
     * Resolves a path relative to the bank's accounts, or a path that begins with another application's context root.
     */
    URI uri(String path) {
        return accounts.resolve(path);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    /** Issues tokens, prints the commands to try, including those for other applications, and runs until Ctrl-C. */
    void introduce(String others) throws InterruptedException {
        issue("guest-token", authorizationServer.token().scope("RegisteredClient"));
        issue("john-token", authorizationServer.token().scope("accounts.read accessRestricted").user("john", "John"));
        System.out.printf("""
                # To try in another terminal:

                # open to everybody
                curl -i %1$srates

                # protected, and no token: 401
                curl -i %1$sbalance

                # a token without the scope: 403
                curl -i -H 'Authorization: Bearer guest-token' %1$sbalance

                # a token that has it: 200
                curl -i -H 'Authorization: Bearer john-token' %1$sbalance
                %2$s
                # Ctrl-C stops it
                """, accounts, others);
        process.waitFor();
    }

    private static void issue(String value, AccessTokenBuilder token) {
        token.value(value).lifetime(Duration.ofDays(1)).issue();
    }

    /**
     * Stops both servers. If a script has started the application server, that server is a child process of the script.
     */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
        authorizationServer.close();
    }
}
