package io.github.mfpjaxrs.security.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.guard.FailureLog.Extent;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure.Kind;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureLogTest {

    private final Logger logger = Logger.getLogger("io.github.mfpjaxrs.security");
    private final List<LogRecord> records = new ArrayList<>();
    private final FakeTicker ticker = new FakeTicker();
    private final FailureLog log = new FailureLog(TestSettings.with(), ticker);
    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setLevel(Level.FINE);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }

    @Test
    void failedWhenTroubleRepeatsThenEachKindIsToldOnceAWindow() {
        AuthorizationServerFailure timeout = new AuthorizationServerFailure(Kind.TIMEOUT, "late");

        log.failed(timeout, Extent.ALL_TOKENS);
        log.failed(timeout, Extent.ALL_TOKENS);
        log.failed(new AuthorizationServerFailure(Kind.SERVER_ERROR, "500"), Extent.ALL_TOKENS);
        assertThat(records).hasSize(2);
        ticker.advance(Duration.ofSeconds(30).minusNanos(1));
        log.failed(timeout, Extent.ALL_TOKENS);
        assertThat(records).hasSize(2);
        ticker.advance(Duration.ofNanos(1));
        log.failed(timeout, Extent.ALL_TOKENS);

        assertThat(records).hasSize(3);
    }

    @Test
    void failedWhenKindThenLevelByWhoMustAct() {
        log.failed(new AuthorizationServerFailure(Kind.CREDENTIALS_REJECTED, "x"), Extent.ALL_TOKENS);
        log.failed(new AuthorizationServerFailure(Kind.TLS, "x"), Extent.ALL_TOKENS);
        log.failed(new AuthorizationServerFailure(Kind.UNREACHABLE, "x"), Extent.ALL_TOKENS);
        log.failed(new AuthorizationServerFailure(Kind.CIRCUIT_OPEN, "x"), Extent.ALL_TOKENS);
        log.failed(new IllegalStateException("x"), Extent.ALL_TOKENS);

        assertThat(records)
                .extracting(LogRecord::getLevel)
                .containsExactly(Level.SEVERE, Level.SEVERE, Level.WARNING, Level.FINE, Level.WARNING);
    }

    @Test
    @Tag("L1")
    @Tag("L2")
    void failedWhenCauseHasATextThenItsTypeAlone() {
        log.failed(
                new AuthorizationServerFailure(Kind.TLS, "no\ntrust", new IllegalStateException("s3cr3t")),
                Extent.ALL_TOKENS);
        log.failed(new IllegalArgumentException("s3cr3t"), Extent.ALL_TOKENS);

        assertThat(records)
                .extracting(LogRecord::getMessage)
                .containsExactly(
                        "Introspection fails at mfp.example.com:443 (TLS): no\\u000atrust (java.lang.IllegalStateException)."
                                + " Requests with tokens that are not cached are answered 503.",
                        "Introspection fails at mfp.example.com:443 (BAD_ANSWER): the token introspector failed"
                                + " (java.lang.IllegalArgumentException); see mfp.authorization-server.url and"
                                + " mfp.introspection.client-error-means-inactive."
                                + " Requests with tokens that are not cached are answered 503.");
        assertThat(records).extracting(LogRecord::getThrown).containsOnlyNulls();
    }

    @Test
    @Tag("G11")
    void succeededWhenNoFailureCameForHalfAMinuteThenToldOnceAndTheNextTroubleAtOnce() {
        log.succeeded();
        assertThat(records).isEmpty();
        log.failed(new AuthorizationServerFailure(Kind.TIMEOUT, "late"), Extent.ALL_TOKENS);
        ticker.advance(Duration.ofSeconds(30).minusNanos(1));
        log.succeeded();
        assertThat(records).hasSize(1);

        ticker.advance(Duration.ofNanos(1));
        log.succeeded();
        log.succeeded();
        log.failed(new AuthorizationServerFailure(Kind.TIMEOUT, "late"), Extent.ALL_TOKENS);

        assertThat(records).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.INFO, Level.WARNING);
        assertThat(records.get(1).getMessage()).contains("answers again");
    }

    @Test
    @Tag("G11")
    void failedWhenGoodAndBadAlternateThenEachKindIsToldOnceAWindowAndTheEndOnce() {
        for (int i = 0; i < 59; i++) {
            log.failed(new AuthorizationServerFailure(Kind.BAD_ANSWER, "answered 400"), Extent.ONE_TOKEN);
            log.succeeded();
            log.failed(new AuthorizationServerFailure(Kind.SERVER_ERROR, "answered 500"), Extent.ONE_TOKEN);
            log.succeeded();
            ticker.advance(Duration.ofMillis(500));
        }
        assertThat(records).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.WARNING);
        ticker.advance(Duration.ofSeconds(30));

        log.succeeded();
        log.succeeded();

        assertThat(records).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.WARNING, Level.INFO);
    }

    @ParameterizedTest
    @Tag("G4")
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CIRCUIT_OPEN", "TOKEN_FAILED", "TLS", "OVERLOADED", "CREDENTIALS_REJECTED"})
    void failedWhenKindThenLineNamesHostPortCauseAndKey(Kind kind) {
        IllegalStateException cause = new IllegalStateException("outer", new ConnectException("inner"));

        log.failed(new AuthorizationServerFailure(kind, "what happened", cause), Extent.ALL_TOKENS);

        assertThat(records)
                .singleElement()
                .satisfies(line -> assertThat(line.getMessage())
                        .contains("mfp.example.com:443", kind.name(), "java.net.ConnectException", "see mfp.")
                        .doesNotContain("outer", "inner"));
    }

    @Test
    @Tag("G4")
    void failedWhenEndpointsAreConfiguredThenLineNamesTheOneThatIsMeant() {
        FailureLog apart = new FailureLog(
                TestSettings.with(
                        "mfp.introspection.endpoint", "https://as.example.com:8443/introspect",
                        "mfp.introspection.token-endpoint", "https://login.example.com/token"),
                ticker);

        apart.failed(new AuthorizationServerFailure(Kind.TIMEOUT, "late"), Extent.ALL_TOKENS);
        apart.failed(
                new AuthorizationServerFailure(Kind.SERVER_ERROR, "answered 500").beforeIntrospection(),
                Extent.ALL_TOKENS);

        assertThat(records.get(0).getMessage()).contains("as.example.com:8443");
        assertThat(records.get(1).getMessage()).contains("login.example.com:443");
    }

    @Test
    @Tag("R1")
    void failedWhenOneTokenIsConcernedThenLineSaysSo() {
        log.failed(new AuthorizationServerFailure(Kind.TOKEN_REFUSED, "answered 401"), Extent.ONE_TOKEN);

        assertThat(records)
                .singleElement()
                .satisfies(line -> assertThat(line.getMessage())
                        .contains("for one token", "mfp.introspection.client-error-means-inactive")
                        .doesNotContain("not cached"));
    }

    @Test
    void resetWhenTroubleWasToldThenTheNextIsToldAtOnce() {
        log.failed(new AuthorizationServerFailure(Kind.TIMEOUT, "late"), Extent.ALL_TOKENS);

        log.reset();
        log.succeeded();
        log.failed(new AuthorizationServerFailure(Kind.TIMEOUT, "late"), Extent.ALL_TOKENS);

        assertThat(records).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.WARNING);
    }
}
