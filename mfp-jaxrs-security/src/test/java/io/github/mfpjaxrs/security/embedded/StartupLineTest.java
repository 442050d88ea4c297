package io.github.mfpjaxrs.security.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The log line about an application that has started. */
class StartupLineTest {

    @Path("accounts")
    @RequestScoped
    public static class Accounts {

        @GET
        @Path("open")
        public String open() {
            return "open";
        }

        @GET
        @Path("balance")
        @MFPProtected("accessRestricted")
        public String balance() {
            return "balance";
        }
    }

    @Path("rates")
    @RequestScoped
    public static class Rates {

        @GET
        public String rates() {
            return "rates";
        }
    }

    private final Logger logger = Logger.getLogger("io.github.mfpjaxrs.security");
    private final Queue<LogRecord> entries = new ConcurrentLinkedQueue<>();
    private final Handler collector = new Handler() {

        @Override
        public void publish(LogRecord entry) {
            entries.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void collect() {
        logger.addHandler(collector);
    }

    @AfterEach
    void stopCollecting() {
        logger.removeHandler(collector);
    }

    @Test
    void startWhenOneMethodOfTwoIsProtectedThenLineCountsThemAndNoneOfTheRuntime() {
        try (MobileFirstServer server = MobileFirstServer.start();
                EmbeddedApplication application = EmbeddedApplication.against(server)
                        .resources(Accounts.class)
                        .start()) {
            assertThat(application.uri("accounts")).isNotNull();

            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(entries)
                            .extracting(LogRecord::getMessage)
                            .anySatisfy(line -> assertThat(line)
                                    .startsWith("MFP protection: resource methods: 1 protected, 1 open;"
                                            + " scopes [accessRestricted]")
                                    .contains(server.url().toString())
                                    .doesNotContain(server.clientSecret())));
        }
    }

    @Test
    void startWhenNoMethodIsProtectedThenWarns() {
        try (MobileFirstServer server = MobileFirstServer.start();
                EmbeddedApplication application = EmbeddedApplication.against(server)
                        .resources(Rates.class)
                        .start()) {
            assertThat(application.uri("rates")).isNotNull();

            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(entries)
                            .filteredOn(entry -> entry.getLevel() == Level.WARNING)
                            .extracting(LogRecord::getMessage)
                            .anySatisfy(line -> assertThat(line).contains("no resource method is protected")));
        }
    }

    @Test
    @Tag("G5")
    void startWhenHealthyThenNoWarning() throws Exception {
        try (MobileFirstServer server = MobileFirstServer.start();
                EmbeddedApplication application = EmbeddedApplication.against(server)
                        .resources(Accounts.class)
                        .start()) {
            assertThat(application
                            .getWithToken("accounts/balance", server.issue("accessRestricted", "john"))
                            .statusCode())
                    .isEqualTo(200);

            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(entries)
                            .extracting(LogRecord::getMessage)
                            .anySatisfy(line -> assertThat(line).startsWith("MFP protection:")));
            assertThat(entries)
                    .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                    .extracting(LogRecord::getMessage)
                    .isEmpty();
        }
    }
}
