package io.github.mfpjaxrs.security.jcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two members of a cluster in one JVM. */
class SharedCachesTest {

    private static final Logger LOGGER = Logger.getLogger("io.github.mfpjaxrs.security.jcache");
    private static final Recorder RECORDER = new Recorder();

    private static Member one;
    private static Member two;

    @BeforeAll
    static void start() {
        LOGGER.addHandler(RECORDER);
        int port = Member.freePort();
        one = new Member(port, "app").subscribed();
        two = new Member(port, "app").subscribed();
    }

    @AfterAll
    static void stop() {
        LOGGER.removeHandler(RECORDER);
        one.close();
        two.close();
    }

    @BeforeEach
    void clear() {
        one.manager.getCache("app-evictions").clear();
        one.received.clear();
        two.received.clear();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    @Tag("D4")
    void publishWhenAnotherInstanceListensThenItReceivesTheAnnouncement() {
        one.caches.publish("id-1", bytes("announcement"), Member.LIFETIME);

        await().untilAsserted(() -> assertThat(two.received).contains(bytes("announcement")));
    }

    @Test
    @Tag("D4")
    void subscribeWhenAnnouncementsAreAliveThenReceivesThemBeforeItReturns() {
        one.caches.publish("id-2", bytes("earlier"), Member.LIFETIME);
        List<byte[]> received = new CopyOnWriteArrayList<>();

        try (SharedCaches late = two.instance("app")) {
            late.subscribe(received::add, Member.LIFETIME);

            assertThat(received).contains(bytes("earlier"));
        }
    }

    @Test
    @Tag("D4")
    void publishWhenAMemberOfTheClusterCannotLoadTheExtensionThenItTakesItsPartOfTheEntries() {
        for (int i = 0; i < 200; i++) {
            one.caches.publish("moving-" + i, bytes("moving-" + i), Member.LIFETIME);
        }

        HazelcastInstance bare = one.join(new WithoutExtension());
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> bare.getPartitionService().isClusterSafe()
                            && bare.getPartitionService().getPartitions().stream()
                                    .anyMatch(partition -> partition.getOwner().localMember()));
            one.caches.publish("id-4", bytes("with a bare member"), Member.LIFETIME);

            await().untilAsserted(() -> assertThat(two.received).contains(bytes("with a bare member")));
        } finally {
            bare.shutdown();
        }
    }

    /** The class loader of a server that has the provider, but not the application. */
    private static final class WithoutExtension extends ClassLoader {

        WithoutExtension() {
            super(WithoutExtension.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.github.mfpjaxrs.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    @Test
    @Tag("D4")
    void publishWhenThereAreTenThousandAtOnceThenAllAreReceived() {
        Set<String> received = ConcurrentHashMap.newKeySet();
        try (SharedCaches listening = two.instance("flood")) {
            listening.subscribe(
                    announcement -> received.add(new String(announcement, StandardCharsets.US_ASCII)), Member.LIFETIME);
            try (SharedCaches publishing = one.instance("flood")) {
                publishing.subscribe(announcement -> {}, Member.LIFETIME);

                IntStream.range(0, 10_000)
                        .parallel()
                        .forEach(i -> publishing.publish("flood-" + i, bytes("flood-" + i), Member.LIFETIME));

                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(received).hasSize(10_000));
            }
        }
    }

    @Test
    @Tag("D3")
    void putWhenThereAreMoreThanTheStoreKeepsThenItStaysBounded() {
        try (SharedCaches flooded = one.instance("full")) {
            flooded.subscribe(announcement -> {}, Member.LIFETIME);

            IntStream.range(0, 30_000)
                    .parallel()
                    .forEach(i -> flooded.put("key-" + i, bytes("value"), Member.LIFETIME));

            int kept = 0;
            for (Object entry : one.manager.getCache("full-responses")) {
                kept++;
            }
            assertThat(kept).isBetween(1, 20_000);
        }
    }

    @Test
    @Tag("D1")
    void receiveWhenAnotherApplicationWritesOtherTypesThenTheyAreIgnored() {
        one.manager.getCache("app-evictions").put("foreign", "text");
        one.manager.getCache("app-responses").put("foreign", "text");

        one.caches.publish("id-3", bytes("after"), Member.LIFETIME);

        await().untilAsserted(() -> assertThat(two.received).contains(bytes("after")));
        assertThat(two.received).allMatch(received -> new String(received, StandardCharsets.US_ASCII).equals("after"));
        assertThat(two.caches.get("foreign")).isNull();
    }

    @Test
    @Tag("K8")
    void getWhenAnotherInstanceHasPutThenItsValue() {
        one.caches.put("key", bytes("value"), Member.LIFETIME);

        assertThat(two.caches.get("key")).isEqualTo(bytes("value"));
        assertThat(two.caches.get("other")).isNull();
    }

    @Test
    @Tag("D3")
    void claimWhenAnotherInstanceHasItThenFalseUntilThatOneReleasesIt() {
        assertThat(one.caches.claim("token", Member.LIFETIME)).isTrue();
        assertThat(two.caches.claim("token", Member.LIFETIME)).isFalse();

        two.caches.release("token");
        assertThat(two.caches.claim("token", Member.LIFETIME)).isFalse();

        one.caches.release("token");
        assertThat(two.caches.claim("token", Member.LIFETIME)).isTrue();
    }

    @Test
    @Tag("D3")
    void getWhenCachesAreNotOpenYetThenFails() {
        try (SharedCaches early = one.instance("app")) {
            assertThatIllegalStateException().isThrownBy(() -> early.get("key"));
        }
    }

    @Test
    @Tag("D3")
    void startWhenThereAreOthersOrNoneThenTheLogTellsWhich() {
        try (SharedCaches lonely = one.instance("lonely")) {
            lonely.subscribe(announcement -> {}, Member.LIFETIME);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(RECORDER.lines)
                            .anyMatch(line -> line.contains("alone") && line.contains("lonely-*"))
                            .anyMatch(line -> line.contains("other instances: 1"))
                            .anyMatch(line -> line.contains("cache manager test,")));
        }
    }

    private static final class Recorder extends Handler {

        final List<String> lines = new CopyOnWriteArrayList<>();
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord entry) {
            lines.add(formatter.formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
