package io.github.mfpjaxrs.security.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    private static final byte[] BODY = "token=t".getBytes(StandardCharsets.UTF_8);

    /** Responds to the n-th request with the n-th of its responses: bytes, RESET or CLOSE. */
    private static final class Server implements AutoCloseable {

        static final String RESET = "RESET";
        static final String CLOSE = "CLOSE";

        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        private final List<String> answers;
        private final List<String> heads = new CopyOnWriteArrayList<>();
        private final AtomicInteger connections = new AtomicInteger();
        private final CountDownLatch closed = new CountDownLatch(1);

        Server(String... answers) throws IOException {
            this.answers = List.of(answers);
            start(this::accept);
        }

        private static void start(Runnable task) {
            Thread thread = new Thread(task, "http-test");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    connections.incrementAndGet();
                    start(() -> converse(socket));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        private void converse(Socket socket) {
            try (socket) {
                while (true) {
                    heads.add(head(socket.getInputStream()));
                    String answer = answers.get(Math.min(heads.size(), answers.size()) - 1);
                    if (answer.equals(RESET)) {
                        socket.setSoLinger(true, 0);
                        return;
                    }
                    if (answer.equals(CLOSE)) {
                        return;
                    }
                    boolean drips = answer.startsWith("DRIP");
                    for (String part : drips ? answer.substring(4).split("") : new String[] {answer}) {
                        socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
                        if (drips && closed.await(50, TimeUnit.MILLISECONDS)) {
                            return;
                        }
                    }
                    if (answer.endsWith("END")) {
                        return;
                    }
                }
            } catch (IOException | InterruptedException gone) {
                // The client has closed the connection.
            }
        }

        /** Reads the header, and the body according to its length. */
        private static String head(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    throw new IOException("closed");
                }
                head.append((char) b);
            }
            in.readNBytes(BODY.length);
            return head.toString();
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/introspect?a=b");
        }

        @Override
        public void close() throws IOException {
            closed.countDown();
            listener.close();
        }
    }

    private Connections connections;
    private Http http;

    @BeforeEach
    void open() throws NoSuchAlgorithmException {
        Limits limits = new Limits(
                Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(1), 8);
        connections = new Connections(limits, SSLContext.getDefault(), null);
        http = new Http(limits, connections);
    }

    @AfterEach
    void close() {
        http.close();
    }

    private Reply post(Server server) throws IOException {
        return http.exchange("POST", server.url(), Map.of("Accept", List.of("application/json")), BODY);
    }

    @Test
    @Tag("R8")
    void exchangeWhenBodyIsKnownThenItsLengthIsSent() throws Exception {
        try (Server server = new Server(OK)) {
            post(server);

            assertThat(server.heads)
                    .singleElement()
                    .asString()
                    .startsWith("POST /introspect?a=b HTTP/1.1\r\nHost: 127.0.0.1:"
                            + server.url().getPort())
                    .contains("Content-Length: 7\r\n", "Accept: application/json\r\n")
                    .doesNotContain("Transfer-Encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK,
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + OK,
                "HTTP/1.1 200 OK\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n"
                        + "1\r\n"
                        + "{\r\n"
                        + "1;ext=1\r\n"
                        + "}\r\n"
                        + "0\r\n"
                        + "Trailer: x\r\n\r\n",
                "HTTP/1.1 200\nContent-Length: 2\nContent-Length: 2\n\n{}"
            })
    @Tag("R8")
    void exchangeWhenAnswerIsWholeThenItsBody(String answer) throws Exception {
        try (Server server = new Server(answer)) {
            Reply first = post(server);
            Reply second = post(server);

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.body()).asString().isEqualTo("{}");
            assertThat(second.body()).asString().isEqualTo("{}");
            assertThat(server.connections).as("the first one was kept").hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK"
            })
    void exchangeWhenConnectionIsNotToBeKeptThenTheNextIsNew(String answer) throws Exception {
        try (Server server = new Server(answer)) {
            post(server);
            Reply second = post(server);

            assertThat(second.body()).asString().isEqualTo("{}");
            assertThat(server.connections).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0015\u0003\u0001\r\n\r\n",
                "\u0015\u0003\u0003END",
                "HTTP/1.1 OK\r\n\r\n",
                "HTTP/1.1 101 Switching\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\n folded: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n"
            })
    void exchangeWhenAnswerIsNotHttpThenProtocolException(String answer) throws Exception {
        try (Server server = new Server(answer)) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> post(server));
            assertThat(server.heads).hasSize(1);
        }
    }

    @Test
    void exchangeWhenBodyHasNoEndThenAsMuchAsIsRead() throws Exception {
        try (Server server = new Server("HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n" + "a".repeat(300_000))) {
            assertThat(post(server).body()).hasSize(Reply.MAX_BODY);
            assertThat(post(server).body()).hasSize(Reply.MAX_BODY);
            assertThat(server.connections).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Server.RESET, Server.CLOSE})
    @Tag("R5")
    void exchangeWhenKeptConnectionFailsThenANewOneAnswers(String end) throws Exception {
        try (Server server = new Server(OK, end, OK)) {
            post(server);
            Reply second = post(server);

            assertThat(second.status()).isEqualTo(200);
            assertThat(server.heads).hasSize(3);
            assertThat(server.connections).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Server.RESET, Server.CLOSE, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{END"})
    void exchangeWhenNewConnectionFailsThenRequestIsNotRepeated(String end) throws Exception {
        try (Server server = new Server(end)) {
            assertThatExceptionOfType(NewConnectionException.class).isThrownBy(() -> post(server));
            assertThat(server.heads).hasSize(1);
        }
    }

    @Test
    void exchangeWhenKeptConnectionFailsWithinItsAnswerThenRequestIsNotRepeated() throws Exception {
        try (Server server = new Server(OK, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{END")) {
            post(server);

            assertThatExceptionOfType(NewConnectionException.class).isThrownBy(() -> post(server));
            assertThat(server.heads).hasSize(2);
        }
    }

    @Test
    void exchangeWhenConnectionHasRestedTooLongThenANewOneIsUsed() throws Exception {
        Limits impatient =
                new Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ZERO, 8);
        try (Server server = new Server(OK);
                Http never = new Http(impatient, new Connections(impatient, SSLContext.getDefault(), null))) {
            never.exchange("POST", server.url(), Map.of(), BODY);
            never.exchange("POST", server.url(), Map.of(), BODY);

            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    @Tag("N4")
    void exchangeWhenAnswerDripsThenOverAtTheDeadline() throws Exception {
        Limits hurried = new Limits(
                Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(300), Duration.ofMinutes(1), 8);
        try (Server server = new Server("DRIPHTTP/1.1 200 OK\r\nX: " + "x".repeat(10_000));
                Http drip = new Http(hurried, new Connections(hurried, SSLContext.getDefault(), null))) {
            assertThatExceptionOfType(SocketTimeoutException.class)
                    .isThrownBy(() -> drip.exchange("POST", server.url(), Map.of(), BODY));
        }
    }

    @Test
    void exchangeWhenHeaderFieldWouldEndThenItIsNotSent() throws Exception {
        try (Server server = new Server(OK)) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> http.exchange(
                            "POST", server.url(), Map.of("Authorization", List.of("Bearer a\r\nX: y")), BODY));
            assertThat(server.connections).hasValue(0);
        }
    }

    @Test
    void closeWhenExchangeIsUnderWayThenItEnds() throws Exception {
        try (Server server = new Server("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")) {
            Thread closer = new Thread(() -> {
                while (server.heads.isEmpty()) {
                    Thread.onSpinWait();
                }
                http.close();
            });
            closer.start();

            assertThatExceptionOfType(NewConnectionException.class).isThrownBy(() -> post(server));
            closer.join();
        }
    }
}
