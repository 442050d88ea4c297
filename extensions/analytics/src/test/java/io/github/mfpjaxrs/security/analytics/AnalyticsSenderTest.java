package io.github.mfpjaxrs.security.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.AccessDecision.Reason;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPApplication;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.testkit.AnalyticsServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("O5")
class AnalyticsSenderTest {

    private static final AnalyticsSender.Backoff SHORT =
            new AnalyticsSender.Backoff(Duration.ofMillis(1), Duration.ofMillis(20));

    @AutoClose
    private final AnalyticsServer server = AnalyticsServer.start();

    @Test
    void eventWhenGrantedThenHasWhatAnalyticsStores() {
        try (AnalyticsSender sender = sender(10, 1, Duration.ofMillis(100))) {
            sender.report(new AnalyticsEvent(
                    granted("{\"appStoreLabel\":\"Bank\",\"deviceOS\":\"iOS\",\"other\":\"x\"}"), 1_700_000_000_000L));

            await().until(() -> !server.batches().isEmpty());
        }

        JsonObject event = events().get(0);
        assertThat(event.getString("_type")).isEqualTo("NetworkTransaction");
        assertThat(event.getJsonNumber("timestamp").longValue()).isEqualTo(1_700_000_000_000L);
        assertThat(event.getBoolean("authSuccess")).isTrue();
        assertThat(event.getString("validationCode")).isEqualTo("AUTHORIZATION_SUCCESS");
        assertThat(event.getInt("responseCode")).isEqualTo(200);
        assertThat(event.getInt("serverProcessingTime")).isEqualTo(7);
        assertThat(event.getString("appID")).isEqualTo("com.bank");
        assertThat(event.getString("deviceID")).isEqualTo("phone");
        assertThat(event.getString("resourceURL")).isEqualTo("/accounts/{id}");
        assertThat(event.getString("requestMethod")).isEqualTo("GET");
        assertThat(event.getString("trackingID")).isEqualTo("track");
        assertThat(event.getString("userAgent")).isEqualTo("Bank/1.0");
        assertThat(event.getString("serverIpAddress")).isEqualTo("10.0.0.1");
        assertThat(event.getString("appName")).isEqualTo("Bank");
        assertThat(event.getString("deviceOS")).isEqualTo("iOS");
        assertThat(event).doesNotContainKey("other");
        assertThat(event.toString()).doesNotContain("john");
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING_TOKEN, AUTHORIZATION_FAILED_MISSING_AUTH_HEADER",
        "INVALID_TOKEN, AUTHORIZATION_FAILED_INVALID_ACCESS_TOKEN",
        "INSUFFICIENT_SCOPE, AUTHORIZATION_FAILED_INSUFFICIENT_SCOPE",
        "CONFLICT, AUTHORIZATION_PENDING",
        "UNAVAILABLE, AUTHORIZATION_FAILED_INTERNAL_SERVER_ERROR"
    })
    void eventWhenRefusedThenHasTheCodeOfTheReason(Reason reason, String code) {
        JsonObject event = new AnalyticsEvent(refused(reason, 403), 1).toJson("10.0.0.1");

        assertThat(event.getString("validationCode")).isEqualTo(code);
        assertThat(event.getBoolean("authSuccess")).isFalse();
        assertThat(event.getInt("responseCode")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{\"appStoreLabel\":",
                "{\"appStoreLabel\":{\"a\":1}}",
                "{\"appStoreLabel\":1e999999999}",
                "{\"appStoreLabel\":null,\"timestamp\":\"1\",\"_type\":\"x\"}"
            })
    void metadataWhenHostileThenTheEventLacksIt(String metadata) {
        JsonObject event = new AnalyticsEvent(granted(metadata), 1).toJson("10.0.0.1");

        assertThat(event).doesNotContainKey("appName");
        assertThat(event.getString("_type")).isEqualTo("NetworkTransaction");
        assertThat(event.getInt("timestamp")).isEqualTo(1);
    }

    @Test
    void metadataWhenNestedDeeplyThenTheEventLacksIt() {
        String metadata = "{\"appStoreLabel\":" + "[".repeat(1_000);

        assertThat(new AnalyticsEvent(granted(metadata), 1).toJson("10.0.0.1")).doesNotContainKey("appName");
    }

    @Test
    void metadataWhenLongThenIsCut() {
        String metadata = "{\"appStoreLabel\":\"" + "a".repeat(900) + "\"}";

        JsonObject event = new AnalyticsEvent(granted(metadata), 1).toJson("10.0.0.1");

        assertThat(event.getString("appName")).hasSize(200);
    }

    @Test
    void eventsWhenManyThenGoInBatches() {
        try (AnalyticsSender sender = sender(100, 10, Duration.ofMinutes(1))) {
            report(sender, 20);

            await().until(() -> server.batches().size() == 2);
        }

        assertThat(events()).hasSize(20);
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void eventsWhenTheServerFailsThenAreSentAgainUntilItRecovers() {
        server.fail(503);
        try (AnalyticsSender sender = sender(100, 5, Duration.ofMillis(100))) {
            report(sender, 5);
            await().until(() -> server.requests() >= 3);
            assertThat(server.batches()).isEmpty();

            server.recover();

            await().until(() -> server.batches().size() == 1);
        }
        assertThat(events()).hasSize(5);
    }

    @Test
    void eventsWhenTheBufferIsFullThenAreDroppedAndCountedInTheLog() {
        server.fail(503);
        try (Warnings warnings = new Warnings()) {
            try (AnalyticsSender sender = sender(10, 5, Duration.ofMillis(100))) {
                report(sender, 5);
                await().until(() -> server.requests() >= 1);

                report(sender, 100);

                server.recover();
                await().until(() -> events().size() == 15);
            }
            assertThat(events()).hasSize(15);
            assertThat(warnings.sumOf("events were dropped")).isEqualTo(90);
        }
    }

    @Test
    void delayWhenFailuresRepeatThenDoublesUpToAMinute() {
        AnalyticsSender.Backoff backoff = AnalyticsSender.Backoff.DEFAULT;

        assertThat(Stream.iterate(backoff.first(), backoff::next).limit(8).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void eventsWhenTheApplicationStopsThenAreSentFirst() {
        AnalyticsSender sender = sender(100, 10, Duration.ofHours(1));
        report(sender, 25);

        sender.close();

        assertThat(events()).hasSize(25);
    }

    @Test
    void closeWhenTheServerIsGoneThenEndsAndCountsTheEventsInTheLog() {
        try (Warnings warnings = new Warnings()) {
            AnalyticsSender sender = sender(100, 10, Duration.ofHours(1));
            report(sender, 25);
            server.close();

            sender.close();

            assertThat(server.batches()).isEmpty();
            assertThat(warnings.sumOf("could not be sent before the application stopped"))
                    .isEqualTo(25);
        }
    }

    /** Collects the sender's warnings from its creation on. */
    private static final class Warnings extends Handler implements AutoCloseable {

        private final Logger logger = Logger.getLogger("io.github.mfpjaxrs.security.analytics");
        private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

        Warnings() {
            logger.addHandler(this);
        }

        /** The sum of the counts in the messages that contain the text. */
        long sumOf(String text) {
            return records.stream()
                    .filter(entry -> entry.getLevel().equals(Level.WARNING))
                    .filter(entry -> entry.getMessage().contains(text))
                    .mapToLong(entry -> ((Number) entry.getParameters()[0]).longValue())
                    .sum();
        }

        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    private AnalyticsSender sender(int buffer, int batch, Duration interval) {
        String credentials = AnalyticsServer.USER + ":" + AnalyticsServer.PASSWORD;
        return new AnalyticsSender(
                new AnalyticsSettings(
                        server.url(),
                        Optional.of("Basic "
                                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))),
                        "10.0.0.1",
                        buffer,
                        batch,
                        interval),
                SHORT);
    }

    private static void report(AnalyticsSender sender, int times) {
        for (int i = 0; i < times; i++) {
            sender.report(new AnalyticsEvent(refused(Reason.INVALID_TOKEN, 401), i));
        }
    }

    private List<JsonObject> events() {
        return server.batches().stream()
                .map(AnalyticsSenderTest::parsed)
                .flatMap(batch -> batch.getValuesAs(JsonObject.class).stream())
                .toList();
    }

    private static JsonArray parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readArray();
        }
    }

    private static AccessDecided granted(String metadata) {
        AccessToken token = AccessToken.builder()
                .application(new MFPApplication("com.bank", Optional.of("ios"), Optional.of("1.0")))
                .build();
        return decided(Optional.empty(), Optional.empty(), Optional.of(token), Optional.of(metadata));
    }

    private static AccessDecided refused(Reason reason, int status) {
        return decided(Optional.of(reason), Optional.of(status), Optional.empty(), Optional.empty());
    }

    private static AccessDecided decided(
            Optional<Reason> refusal,
            Optional<Integer> status,
            Optional<AccessToken> token,
            Optional<String> metadata) {
        return new AccessDecided(
                refusal,
                RequiredScope.none(),
                Optional.of("client"),
                Optional.of("john"),
                Optional.of("phone"),
                Optional.empty(),
                false,
                Duration.ofMillis(7),
                Optional.of("GET"),
                Optional.of("/accounts/{id}"),
                status,
                Optional.of("track"),
                token,
                Optional.of("Bank/1.0"),
                metadata);
    }
}
