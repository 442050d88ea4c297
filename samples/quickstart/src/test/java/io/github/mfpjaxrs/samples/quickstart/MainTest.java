package io.github.mfpjaxrs.samples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MainTest {

    private static final String LOOPBACK = "127.0.0.1";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> properties = new ArrayList<>();

    @BeforeEach
    void useFreePortAndBePatient() {
        set("quickstart.port", "0");
        List.of("mfp.timeout.connect", "mfp.timeout.read", "mfp.timeout.total").forEach(key -> set(key, "PT1M"));
    }

    @AfterEach
    void clearProperties() {
        properties.forEach(System::clearProperty);
    }

    @Test
    void curlLinesWhenSentInOrderThenEachGivesPrintedAnswer() {
        SoftAssertions answers = new SoftAssertions();
        List<CurlLine> sent = new ArrayList<>();

        int code = run(service -> {
            for (CurlLine line : CurlLine.in(printed(out))) {
                HttpResponse<String> response = uncheck(line::send);
                answers.assertThat(response.statusCode() + " " + shown(response))
                        .as(line.toString())
                        .isEqualTo(line.status() + " " + line.shown());
                sent.add(line);
            }
        });

        answers.assertAll();
        assertThat(sent).extracting(CurlLine::status).contains(200, 401, 403);
        assertThat(sent).hasSize((int)
                printed(out).lines().filter(l -> l.startsWith("curl ")).count());
        assertThat(code).isZero();
    }

    @Test
    void transferWhenOrderCannotBeCarriedOutThenBadRequestAndMoneyStays() {
        List<String> orders = List.of(
                "{\"to\":\"john\",\"amount\":-1}",
                "{\"to\":\"john\",\"amount\":1e999999999}",
                "{\"to\":\"john\",\"amount\":0.001}",
                "{\"to\":\"nobody\",\"amount\":1}",
                "{\"to\":\"mary\",\"amount\":1}",
                "{\"amount\":1}",
                "{\"to\":\"john\",\"amount\":\"1\"}");
        List<Integer> statuses = new ArrayList<>();
        AtomicReference<String> balance = new AtomicReference<>();

        run(service -> {
            String head = "curl -i -H 'Authorization: Bearer mary-token'";
            for (String order : orders) {
                CurlLine line = new CurlLine(
                        head + " -H 'Content-Type: application/json' -d '" + order + "' " + service.uri()
                                + "accounts/transfer",
                        400,
                        "");
                statuses.add(uncheck(line::send).statusCode());
            }
            CurlLine line = new CurlLine(head + " " + service.uri() + "accounts/balance", 200, "");
            balance.set(uncheck(line::send).body());
        });

        assertThat(statuses).hasSize(orders.size()).containsOnly(400);
        assertThat(balance.get()).isEqualTo("{\"user\":\"mary\",\"balance\":100.00}");
    }

    @Test
    void runWhenServerIsConfiguredThenItIsAskedAndNoOtherStarted() {
        try (MobileFirstServer other = MobileFirstServer.builder()
                .client("accounts", "accounts-secret")
                .start()) {
            set("mfp.authorization-server.url", other.url().toString());
            set("mfp.client-id", "accounts");
            set("mfp.client-secret", "accounts-secret");
            String token = other.issue("RegisteredClient", "ann");
            AtomicReference<HttpResponse<String>> response = new AtomicReference<>();

            run(service -> response.set(get(service.uri().resolve("accounts/whoami"), token)));

            assertThat(response.get().statusCode()).isEqualTo(200);
            assertThat(response.get().body()).contains("\"user\":\"ann\"");
            assertThat(other.introspections()).isEqualTo(1);
            assertThat(printed(out)).contains(other.url().toString()).doesNotContain("test kit", "accounts-secret");
        }
    }

    @Test
    void runWhenOnlyUrlIsConfiguredThenMissingKeysAreNamed() {
        set("mfp.authorization-server.url", "https://mfp.example.com/mfp/api");

        int code = run(service -> {});

        assertThat(code).isEqualTo(1);
        assertThat(printed(err))
                .startsWith("The quickstart cannot start: ")
                .contains("mfp.client-id", "mfp.client-secret")
                .doesNotContain("\tat ");
    }

    @Test
    void runWhenPortIsTakenThenOneLineSaysSo() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            set("quickstart.port", Integer.toString(other.getLocalPort()));

            int code = run(service -> {});

            assertThat(code).isEqualTo(1);
            assertThat(printed(err).lines())
                    .singleElement()
                    .asString()
                    .startsWith("The quickstart cannot start: cannot listen on port " + other.getLocalPort() + " of "
                            + LOOPBACK)
                    .endsWith("; choose another by -Dquickstart.port=... or QUICKSTART_PORT");
            assertThat(printed(out)).isEmpty();
        }
    }

    @Test
    void runWhenPortIsNoNumberThenOneLineSaysSo() {
        set("quickstart.port", "eighty");

        int code = run(service -> {});

        assertThat(code).isEqualTo(1);
        assertThat(printed(err).lines())
                .containsExactly("The quickstart cannot start: quickstart.port must be a number from 0 to 65535");
    }

    @Test
    void runWhenEndedThenNobodyListensAnyMore() {
        AtomicReference<URI> uri = new AtomicReference<>();
        AtomicReference<URI> server = new AtomicReference<>();

        run(service -> {
            uri.set(service.uri());
            server.set(service.testServer().orElseThrow().url());
        });

        assertThat(uri.get().getHost()).isEqualTo(LOOPBACK);
        assertThat(List.of(uri.get(), server.get()))
                .allSatisfy(url -> assertThat(isListening(url)).isFalse());
    }

    private int run(Consumer<Quickstart> whileRunning) {
        return new Main(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), whileRunning).run();
    }

    private void set(String key, String value) {
        System.setProperty(key, value);
        properties.add(key);
    }

    private static String printed(ByteArrayOutputStream stream) {
        return stream.toString(UTF_8);
    }

    /**
     * Returns the part of a response that the tour prints. This is the challenge if there is one, and otherwise the
     * body.
     */
    private static String shown(HttpResponse<String> response) {
        return response.headers()
                .firstValue("WWW-Authenticate")
                .map(challenge -> "WWW-Authenticate: " + challenge)
                .orElse(response.body());
    }

    private static HttpResponse<String> get(URI uri, String token) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .build();
        return uncheck(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()));
    }

    private static boolean isListening(URI url) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            return socket.isConnected();
        } catch (ConnectException refused) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Sending<T> {
        T send() throws IOException, InterruptedException;
    }

    private static <T> T uncheck(Sending<T> sending) {
        try {
            return sending.send();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
