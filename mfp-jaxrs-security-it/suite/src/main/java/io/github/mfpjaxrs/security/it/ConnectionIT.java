package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.ApplicationLog;
import io.github.mfpjaxrs.security.it.app.CallThreads;
import io.github.mfpjaxrs.security.it.app.MeddlingFilter;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RawServer;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests calls to the authorization server over connections that break, are slow, or deliver unexpected bytes. */
@RuntimeTest
class ConnectionIT {

    private static final int CONNECTIONS = 16;
    private static final int THREADS = 16;
    private static final String SERVER_ERROR = RawServer.answer("500 Server Error", "text/plain", "");
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("it:secret".getBytes(StandardCharsets.UTF_8));

    @AutoClose
    private static final RawServer SERVER = RawServer.start();

    private final Site site = Site.deployed();

    /** Keeps the default threshold, so that the circuit breaker opens here whenever it would open in production. */
    @Deployment(testable = false)
    static WebArchive application() {
        return SERVER.introduceTo(War.named("connections")
                        .of(
                                RestApplication.class,
                                Accounts.class,
                                ApplicationLog.class,
                                CallThreads.class,
                                MeddlingFilter.class))
                .config("mfp.introspection.max-concurrent", String.valueOf(THREADS))
                .config("mfp.circuit-breaker.delay", "PT0.5S")
                .config("mfp.timeout.connect", "PT2S")
                .config("mfp.timeout.read", "PT2S")
                .config("mfp.timeout.total", "PT2S")
                .build();
    }

    @BeforeEach
    void awaitAnswers() throws Exception {
        SERVER.recover();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> statusOf(RawServer.newTokens("first", 1).get(0)) == 200);
        SERVER.recover();
        site.get("operator/forget");
        site.get("operator/log");
    }

    @Test
    @Tag("R5")
    void getWhenKeptConnectionsAreResetThenEachRequestIsAnsweredByAnother() throws Exception {
        SERVER.play(RawServer.resettingUpTo(keepConnections()));

        assertAllAreServedInSilence("after-reset");
    }

    @Test
    @Tag("R5")
    void getWhenKeptConnectionsAreResetOneAfterTheOtherThenNoneIsRefused() throws Exception {
        SERVER.play(RawServer.resettingUpTo(keepConnections()));

        for (String token : RawServer.newTokens("one-by-one", CONNECTIONS + 4)) {
            assertThat(statusOf(token)).isEqualTo(200);
        }
    }

    @Test
    @Tag("R6")
    void getWhenKeptConnectionsWereClosedThenEachRequestIsAnsweredByAnother() throws Exception {
        keepConnections();
        SERVER.dropConnections();

        assertAllAreServedInSilence("after-close");
    }

    private void assertAllAreServedInSilence(String tokens) throws Exception {
        List<Integer> statuses = statuses(RawServer.newTokens(tokens, 2 * CONNECTIONS));

        assertThat(statuses).containsOnly(200);
        assertThat(site.get("operator/log").body()).isEmpty();
    }

    @Test
    @Tag("R8")
    void getWhenInterimResponseComesFirstThenItIsSkipped() throws Exception {
        Ability.INTERIM_RESPONSES.assume();
        SERVER.play(exchange -> {
            exchange.send("HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n");
            exchange.serve();
        });

        assertThat(statuses(RawServer.newTokens("interim", 3))).containsOnly(200);
    }

    @Test
    @Tag("R8")
    void getWhenServerWantsALengthThenItIsSent() throws Exception {
        SERVER.play(exchange -> {
            if (exchange.request().header("content-length").isEmpty()) {
                exchange.send(RawServer.answer("411 Length Required", "text/plain", ""));
            } else {
                exchange.serve();
            }
        });

        assertThat(statuses(RawServer.newTokens("length", 3))).containsOnly(200);
        assertThat(SERVER.requests()).noneMatch(request -> request.headers().containsKey("transfer-encoding"));
    }

    @ParameterizedTest
    @Tag("R8")
    @MethodSource("malformedContentTypes")
    void getWhenContentTypeIsMalformedThenAnswerIsBad(String contentType) throws Exception {
        SERVER.play(exchange -> exchange.send(RawServer.answer("200 OK", contentType, "{\"active\":true}")));

        int status = statusOf(RawServer.newTokens("type", 1).get(0));

        assertThat(status).isEqualTo(503);
        assertThat(site.get("operator/log").body()).contains("(BAD_ANSWER)");
        assertThat(SERVER.requests()).hasSize(1);
    }

    /** Simulates an http URL that points to an https port. */
    @Test
    @Tag("E1")
    void getWhenServerAnswersWithATlsAlertThenAnswerIsBad() throws Exception {
        SERVER.play(exchange -> {
            exchange.send("\u0015\u0003\u0003\u0000\u0002\u0002\u0016");
            exchange.finish();
        });

        int status = statusOf(RawServer.newTokens("alert", 1).get(0));
        String log = site.get("operator/log").body();

        assertThat(status).isEqualTo(503);
        assertThat(log).containsOnlyOnce("Introspection fails");
        Ability.SHORT_ANSWERS.assume();
        assertThat(log).contains("(BAD_ANSWER)");
    }

    static Stream<String> malformedContentTypes() {
        return Stream.of("application/json; charset=", "application", "application/json/x", ";");
    }

    @Test
    @Tag("R8")
    void getWhenApplicationHasAClientFilterThenOurCallsAreOurs() throws Exception {
        String token = RawServer.newTokens("filtered", 1).get(0);

        HttpResponse<String> response = site.get("accounts/balance", token);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SERVER.requests()).singleElement().satisfies(request -> {
            assertThat(request.token()).isEqualTo(token);
            assertThat(request.header("authorization")).isEqualTo(BASIC);
            assertThat(request.headers()).doesNotContainKey("cookie");
        });
        assertThat(site.get("operator/seen").body()).doesNotContain(token).doesNotContain(BASIC);
    }

    @Test
    @Tag("R8")
    void getWhenJvmKeepsCookiesThenNoneIsSent() throws Exception {
        Ability.NO_COOKIES.assume();
        site.get("operator/cookies");
        try {
            int status = statusOf(RawServer.newTokens("cookies", 1).get(0));

            assertThat(status).isEqualTo(200);
            assertThat(SERVER.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers()).doesNotContainKey("cookie"));
        } finally {
            site.get("operator/no-cookies");
        }
    }

    static Stream<Arguments> drips() {
        String json = "{\"active\":true,\"scope\":\"accessRestricted\",\"username\":\"" + "j".repeat(1_000) + "\"}";
        String ok = RawServer.answer("200 OK", "application/json", json);
        int body = ok.indexOf("\r\n\r\n") + 4;
        return Stream.of(
                Arguments.of("status line", "", ok),
                Arguments.of("header fields", "HTTP/1.1 200 OK\r\n", ok.substring(ok.indexOf("Content-Type"))),
                Arguments.of("body of a 200", ok.substring(0, body), ok.substring(body)),
                refusal(400, "Bad Request"),
                refusal(403, "Forbidden"),
                refusal(404, "Not Found"),
                refusal(500, "Server Error"));
    }

    private static Arguments refusal(int status, String reason) {
        return Arguments.of(
                "body of a " + status,
                "HTTP/1.1 " + status + " " + reason
                        + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n",
                "{" + " ".repeat(999));
    }

    /** Without the deadline, the drip would last for minutes. */
    @ParameterizedTest(name = "{0}")
    @Tag("N4")
    @MethodSource("drips")
    void getWhenAnswersDripThenThreadsAreFreeAtTheDeadline(String what, String atOnce, String dripped)
            throws Exception {
        SERVER.play(exchange -> {
            if (exchange.request().token().startsWith("drip")) {
                exchange.send(atOnce);
                exchange.drip(dripped, 500);
            } else {
                exchange.serve();
            }
        });

        List<Integer> refused = statuses(RawServer.newTokens("drip", THREADS));

        assertThat(refused).containsOnly(503);
        // At first, the circuit breaker can still refuse requests. Later requests must not wait for a thread that a
        // drip holds.
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(statuses(RawServer.newTokens("good", THREADS)))
                        .as(what)
                        .containsOnly(200));
    }

    /** A retry that begins late must not extend the total timeout. */
    @Test
    @Tag("N4")
    void getWhenRetryDripsThenThreadsAreFreeAtTheDeadlineOfTheRequest() throws Exception {
        SERVER.play(exchange -> {
            String token = exchange.request().token();
            if (!token.startsWith("retried")) {
                exchange.serve();
            } else if (SERVER.requests().stream()
                            .filter(request -> request.token().equals(token))
                            .count()
                    == 1) {
                exchange.drip(SERVER_ERROR, 1_600 / SERVER_ERROR.length());
            } else {
                exchange.drip("HTTP/1.1 200 OK\r\nX: " + "x".repeat(1_000), 100);
            }
        });

        List<Integer> refused = statuses(RawServer.newTokens("retried", THREADS));

        assertThat(refused).containsOnly(503);
        await().atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> site.get("call-threads/introspection").body().equals("0"));
    }

    /** Opens connections, leaves them idle and returns the number of the last one. */
    private int keepConnections() throws Exception {
        SERVER.play(RawServer.together(CONNECTIONS));
        assertThat(statuses(RawServer.newTokens("kept", CONNECTIONS))).containsOnly(200);
        SERVER.recover();
        return SERVER.connections();
    }

    private int statusOf(String token) throws Exception {
        return site.get("accounts/balance", token).statusCode();
    }

    private List<Integer> statuses(List<String> tokens) {
        return tokens.stream().map(token -> site.getAsync("accounts/balance", token)).toList().stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::statusCode)
                .toList();
    }
}
