package io.github.mfpjaxrs.security.internal.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.internal.oauth.ServerTrouble.Kind;
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

class OutageLogTest {

    private final Logger logger = Logger.getLogger("io.github.mfpjaxrs.security");
    private final List<LogRecord> records = new ArrayList<>();
    private final FakeTicker ticker = new FakeTicker();
    private final OutageLog log = new OutageLog(ticker);
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
        ServerTrouble timeout = new ServerTrouble(Kind.TIMEOUT, "late");

        log.failed(timeout);
        log.failed(timeout);
        log.failed(new ServerTrouble(Kind.SERVER_ERROR, "500"));
        assertThat(records).hasSize(2);
        ticker.advance(Duration.ofSeconds(30).minusNanos(1));
        log.failed(timeout);
        assertThat(records).hasSize(2);
        ticker.advance(Duration.ofNanos(1));
        log.failed(timeout);

        assertThat(records).hasSize(3);
    }

    @Test
    void failedWhenKindThenLevelByWhoMustAct() {
        log.failed(new ServerTrouble(Kind.CREDENTIALS_REJECTED, "x"));
        log.failed(new ServerTrouble(Kind.TLS, "x"));
        log.failed(new ServerTrouble(Kind.UNREACHABLE, "x"));
        log.failed(new ServerTrouble(Kind.CIRCUIT_OPEN, "x"));
        log.failed(new IllegalStateException("x"));

        assertThat(records)
                .extracting(LogRecord::getLevel)
                .containsExactly(Level.SEVERE, Level.SEVERE, Level.WARNING, Level.FINE, Level.WARNING);
    }

    @Test
    @Tag("L1")
    @Tag("L2")
    void failedWhenCauseHasATextThenItsTypeAlone() {
        log.failed(new ServerTrouble(Kind.TLS, "no\ntrust", new IllegalStateException("s3cr3t")));
        log.failed(new IllegalArgumentException("s3cr3t"));

        assertThat(records)
                .extracting(LogRecord::getMessage)
                .containsExactly(
                        "Introspection fails (TLS): no\\u000atrust (java.lang.IllegalStateException)."
                                + " Requests with tokens that are not cached are answered 503.",
                        "Introspection fails (BAD_ANSWER): the token introspector failed"
                                + " (java.lang.IllegalArgumentException)."
                                + " Requests with tokens that are not cached are answered 503.");
        assertThat(records).extracting(LogRecord::getThrown).containsOnlyNulls();
    }

    @Test
    void succeededWhenTroubleIsOverThenToldOnceAndTheNextTroubleAtOnce() {
        log.succeeded();
        assertThat(records).isEmpty();
        log.failed(new ServerTrouble(Kind.TIMEOUT, "late"));

        log.succeeded();
        log.succeeded();
        log.failed(new ServerTrouble(Kind.TIMEOUT, "late"));

        assertThat(records).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.INFO, Level.WARNING);
    }
}
