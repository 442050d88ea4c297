package io.github.mfpjaxrs.security.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.TokenCache;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("D4")
class RevocationReceiverTest {

    private static final String SECRET = "0123456789-0123456789-0123456789";
    private static final String AUTHORIZATION = "Bearer " + SECRET;
    private static final String ALICE = "{\"user\": \"alice\"}";

    private final List<String> evicted = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final RevocationReceiver receiver = receiver(Optional.of(SECRET));

    private RevocationReceiver receiver(Optional<String> secret) {
        return new RevocationReceiver(
                new RecordingCache(), new RevocationSettings(secret, 10), new RateLimit(10, nanos::get));
    }

    private static int status(RevocationReceiver receiver, String authorization, String body) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return receiver.receive(authorization, bytes).getStatus();
    }

    @ParameterizedTest
    @CsvSource({"user, user alice", "device, device alice", "client, client alice"})
    void receiveWhenAuthenticThenEvicts(String member, String expected) {
        int status = status(receiver, AUTHORIZATION, "{\"" + member + "\": \"alice\"}");

        assertThat(status).isEqualTo(204);
        assertThat(evicted).containsExactly(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer 0123456789-0123456789-012345678", "Basic " + SECRET})
    void receiveWhenSecretDiffersThen401(String authorization) {
        assertThat(status(receiver, authorization, ALICE)).isEqualTo(401);
        assertThat(evicted).isEmpty();
    }

    @Test
    void receiveWhenNoSecretIsConfiguredThen404() {
        assertThat(status(receiver(Optional.empty()), "Bearer ", ALICE)).isEqualTo(404);
        assertThat(evicted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"user\": 1}",
                "{\"user\": \" \"}",
                "{\"user\": \"a\", \"device\": \"b\"}",
                "{\"all\": \"true\"}",
                "{\"user\": \"a\""
            })
    void receiveWhenBodyIsAnotherThen400(String body) {
        assertThat(status(receiver, AUTHORIZATION, body)).isEqualTo(400);
        assertThat(evicted).isEmpty();
    }

    @Test
    void receiveWhenBodyIsHugeThen400() {
        assertThat(status(receiver, AUTHORIZATION, "{\"user\": \"" + "a".repeat(100_000) + "\"}"))
                .isEqualTo(400);
    }

    @Test
    void receiveWhenThereAreTooManyThen429UntilTimePasses() {
        for (int i = 0; i < 10; i++) {
            assertThat(status(receiver, AUTHORIZATION, ALICE)).isEqualTo(204);
        }

        assertThat(status(receiver, AUTHORIZATION, ALICE)).isEqualTo(429);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
        assertThat(status(receiver, AUTHORIZATION, ALICE)).isEqualTo(204);
        assertThat(status(receiver, AUTHORIZATION, ALICE)).isEqualTo(429);
    }

    @Test
    void settingsWhenPrintedThenShowNoSecret() {
        assertThat(new RevocationSettings(Optional.of(SECRET), 1).toString()).doesNotContain(SECRET);
    }

    private final class RecordingCache implements TokenCache {

        @Override
        public void evict(String accessToken) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void evictUser(String userName) {
            evicted.add("user " + userName);
        }

        @Override
        public void evictDevice(String deviceId) {
            evicted.add("device " + deviceId);
        }

        @Override
        public void evictClient(String clientId) {
            evicted.add("client " + clientId);
        }

        @Override
        public void clear() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Statistics statistics() {
            return new Statistics(0, 0, 0, 0);
        }
    }
}
