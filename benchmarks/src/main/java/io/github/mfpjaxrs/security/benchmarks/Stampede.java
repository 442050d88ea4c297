package io.github.mfpjaxrs.security.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Counts the introspections caused by many concurrent requests with the same new token. */
final class Stampede {

    private static final int REQUESTS = 200;

    private final AuthorizationServer server;

    Stampede(AuthorizationServer server) {
        this.server = server;
    }

    /**
     * The result.
     *
     * @param introspections calls to the authorization server
     * @param mostAtOnce the maximum number of concurrent introspections
     * @param statuses the number of responses with each status
     * @param millis the time until the last response
     */
    record Outcome(int introspections, int mostAtOnce, Map<String, Integer> statuses, long millis) {}

    Outcome release(Application application, boolean known, Duration latency) throws IOException {
        server.reset(latency);
        // The server has forgotten the application's own token. This request makes the application obtain a new one
        // before introspections are counted.
        try (Socket warm = connect(application, server.issue(1).get(0))) {
            status(warm);
        }
        String token = (known ? server.issue(1) : server.strangers(1)).get(0);
        int before = server.introspections();
        List<Socket> sockets = new ArrayList<>();
        Map<String, Integer> statuses = new TreeMap<>();
        long start = System.nanoTime();
        try {
            for (int i = 0; i < REQUESTS; i++) {
                sockets.add(connect(application, token));
            }
            for (Socket socket : sockets) {
                statuses.merge(status(socket), 1, Integer::sum);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return new Outcome(server.introspections() - before, server.mostAtOnce(), statuses, millis);
    }

    private static Socket connect(Application application, String token) throws IOException {
        Socket socket = new Socket("127.0.0.1", application.port());
        socket.setSoTimeout(30_000);
        String request = "GET /protected HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + token + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String status(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] line = in.readNBytes("HTTP/1.1 200".length());
        return new String(line, StandardCharsets.US_ASCII).replaceFirst("^HTTP/1\\.[01] ", "");
    }
}
