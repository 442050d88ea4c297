package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The log says why a client was refused, without the secrets in its request. */
@Tag("M6")
class RefusalLogTest {

    private final Logger logger = Logger.getLogger("io.github.mfpjaxrs.security.testkit");
    private final Lines lines = new Lines();
    private final MobileFirstServer server = MobileFirstServer.start();
    private final MobileApp app = new MobileApp(server);

    @BeforeEach
    void record() throws Exception {
        logger.addHandler(lines);
        app.registered();
    }

    @AfterEach
    void close() {
        logger.removeHandler(lines);
        server.close();
    }

    @Test
    void logWhenCodeIsReplayedThenSaysSo() throws Exception {
        String code = app.code("RegisteredClient");
        app.requestToken(app.tokenForm(code));
        app.requestToken(app.tokenForm(code));

        assertThat(lines.all)
                .singleElement()
                .asString()
                .isEqualTo("POST /mfp/api/az/v1/token refused: the code was redeemed before")
                .doesNotContain(code);
    }

    @Test
    void logWhenAssertionIsForAnotherCodeThenSaysSo() throws Exception {
        String code = app.code("RegisteredClient");
        app.requestToken(app.tokenForm(code, app.assertion("another")));

        assertThat(lines.all)
                .containsExactly("POST /mfp/api/az/v1/token refused: the jti of the client assertion is not the code");
    }

    @Test
    void logWhenClientIsUnknownThenSaysSo() throws Exception {
        server.forgetClients();
        app.logIn("john", "hush");

        assertThat(lines.all)
                .containsExactly("POST /mfp/api/preauth/v1/preauthorize refused: the client is not registered");
    }

    @Test
    void logWhenRedirectIsForeignThenSaysSoWithoutTheQuery() throws Exception {
        app.authorize("RegisteredClient", "https://evil.example");

        assertThat(lines.all)
                .containsExactly("GET /mfp/api/az/v1/authorization refused: "
                        + "redirect_uri is missing or not that of the client");
    }

    @Test
    void logWhenOriginIsForeignThenSaysSo() throws Exception {
        app.send(app.request("/az/v1/token")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(lines.all)
                .containsExactly("OPTIONS /mfp/api/az/v1/token refused: "
                        + "the origin \"https://evil.example\" is not allowed");
    }

    @Test
    void logWhenAssertionIsMalformedThenSaysSo() throws Exception {
        String code = app.code("RegisteredClient");
        app.requestToken(app.tokenForm(code, "a.b.c"));

        assertThat(lines.all)
                .containsExactly("POST /mfp/api/az/v1/token refused: the client assertion is missing or malformed");
    }

    private static final class Lines extends Handler {

        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            all.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
