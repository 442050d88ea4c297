package io.github.mfpjaxrs.security.it.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An authorization server that works at the byte level. A script decides what happens to each request and its
 * connection. Connections stay open until a script, the client or {@link #dropConnections()} closes them.
 */
public final class RawServer implements AutoCloseable {

    /** Decides how a request is handled. */
    @FunctionalInterface
    public interface Script {

        void play(Exchange exchange) throws IOException;
    }

    /** The complete introspection response (RFC 7662) for an active token. */
    public static final String ACTIVE = answer(
            "200 OK", "application/json", "{\"active\":true,\"scope\":\"accessRestricted\",\"username\":\"john\"}");

    private static final String OWN_TOKEN = answer(
            "200 OK", "application/json", "{\"access_token\":\"own\",\"token_type\":\"Bearer\",\"expires_in\":3600}");

    /** Limits the wait, because runtimes with few request threads send fewer requests concurrently. */
    private static final long TOGETHER_MILLIS = 700;

    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Script script = Exchange::serve;
    private volatile CountDownLatch recovery = new CountDownLatch(1);

    private RawServer(ServerSocket listener) {
        this.listener = listener;
    }

    /** Starts the server on a free loopback port. Initially, it considers every token active. */
    public static RawServer start() {
        try {
            RawServer server = new RawServer(new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1")));
            daemon(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a complete response with a Content-Length. */
    public static String answer(String status, String contentType, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + contentType + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Passes all later requests to this script. Scripts that are already waiting keep waiting. */
    public void play(Script next) {
        script = next;
    }

    /**
     * Ends waiting scripts, resumes normal service and discards the recorded requests. All other connections stay
     * open.
     */
    public void recover() {
        script = Exchange::serve;
        CountDownLatch waiting = recovery;
        recovery = new CountDownLatch(1);
        waiting.countDown();
        requests.clear();
    }

    /** Returns the number of connections accepted so far. The next connection's number is one higher. */
    public int connections() {
        return connections.get();
    }

    /** Returns the requests that were completely read since the start or the last {@link #recover()}. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Closes all connections with a FIN, as a load balancer does with idle ones. */
    public void dropConnections() {
        open.forEach(RawServer::close);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dropConnections();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // Already closed, as intended.
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                int number = connections.incrementAndGet();
                daemon(() -> converse(socket, number));
            } catch (IOException closed) {
                // The loop condition detects a closed listener.
            }
        }
    }

    private void converse(Socket socket, int number) {
        open.add(socket);
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                Request request = Request.read(in);
                requests.add(request);
                script.play(new Exchange(socket, number, request, recovery));
                if (request.header("connection").equalsIgnoreCase("close")) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The client or a script has closed the connection.
        } finally {
            open.remove(socket);
        }
    }

    /**
     * A completely read request.
     *
     * @param line the request line
     * @param headers the last value of each header field, by lower-case name
     * @param body the body without chunk framing
     */
    public record Request(String line, Map<String, String> headers, String body) {

        /** Returns the value of a header field, or an empty string if the field is absent. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** Returns the token to introspect, or an empty string if there is none. */
        public String token() {
            for (String parameter : body.split("&")) {
                if (parameter.startsWith("token=")) {
                    return URLDecoder.decode(parameter.substring("token=".length()), StandardCharsets.UTF_8);
                }
            }
            return "";
        }

        private static Request read(InputStream in) throws IOException {
            String first = line(in);
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            byte[] body = headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")
                    ? chunks(in)
                    : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            return new Request(first, headers, new String(body, StandardCharsets.UTF_8));
        }

        private static byte[] chunks(InputStream in) throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.write(in.readNBytes(size));
                line(in);
            }
            line(in);
            return body.toByteArray();
        }

        private static String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new IOException("the client has closed");
                }
                if (b != '\r') {
                    line.write(b);
                }
            }
            return line.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** A request and the connection on which it arrived. */
    public static final class Exchange {

        private final Socket socket;
        private final int connection;
        private final Request request;
        private final CountDownLatch recovery;

        private Exchange(Socket socket, int connection, Request request, CountDownLatch recovery) {
            this.socket = socket;
            this.connection = connection;
            this.request = request;
            this.recovery = recovery;
        }

        /** Returns the connection's number, starting at 1. */
        public int connection() {
            return connection;
        }

        public Request request() {
            return request;
        }

        /** Responds that the token is active, or issues a token. */
        public void serve() throws IOException {
            send(request.body().contains("grant_type=") ? OWN_TOKEN : ACTIVE);
        }

        /** Sends these bytes unchanged. */
        public void send(String bytes) throws IOException {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
        }

        /**
         * Sends the bytes one by one, pausing before each, until all are sent or the server recovers. Then closes the
         * connection.
         */
        public void drip(String bytes, long pauseMillis) throws IOException {
            for (int i = 0; i < bytes.length() && !isOver(pauseMillis); i++) {
                send(bytes.substring(i, i + 1));
            }
            finish();
        }

        /** Waits without responding until the server recovers, then closes the connection. */
        public void hang() throws IOException {
            while (!isOver(1_000)) {
                // The wait has no time limit.
            }
            finish();
        }

        /** Closes the connection with an RST. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            finish();
        }

        /** Closes the connection. */
        public void finish() throws IOException {
            socket.close();
        }

        private boolean isOver(long millis) throws IOException {
            try {
                return recovery.await(millis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    /** Resets the connections up to this number and serves all later ones. */
    public static Script resettingUpTo(int connection) {
        return exchange -> {
            if (exchange.connection() <= connection) {
                exchange.reset();
            } else {
                exchange.serve();
            }
        };
    }

    /**
     * Keeps exchanges, and thus their connections, open concurrently. Each exchange waits until this many exchanges
     * have arrived. The wait is short, because the runtime might send fewer.
     */
    public static Script together(int number) {
        CountDownLatch all = new CountDownLatch(number);
        return exchange -> {
            all.countDown();
            try {
                all.await(TOGETHER_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            exchange.serve();
        };
    }

    /** Adds the settings that an application needs to use this server. */
    public War introduceTo(War war) {
        return introduceTo(war, "127.0.0.1");
    }

    /** Adds the same settings, but refers to this server by the given host name. */
    public War introduceTo(War war, String host) {
        return war.config("mfp.authorization-server.url", "http://" + host + ":" + port())
                .config("mfp.client-id", "it")
                .config("mfp.client-secret", "secret")
                .config("mfp.introspection.authentication", "basic")
                .patient();
    }

    /** Returns tokens that no earlier request has used. */
    public static List<String> newTokens(String prefix, int number) {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            tokens.add(prefix + "-" + System.nanoTime() + "-" + i);
        }
        return tokens;
    }
}
