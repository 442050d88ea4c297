package io.github.mfpjaxrs.security.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.MFPApplication;
import io.github.mfpjaxrs.security.MFPUser;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TestTokens;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.fakes.FakeIntrospector;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several instances in one JVM, over a channel and a store that a test controls. */
class ClusterTest {

    private static final String TOKEN = "abcdefghijklmnop";

    private final FakeIntrospector server = new FakeIntrospector()
            .active(TestTokens.withScope("RegisteredClient")
                    .client("app")
                    .user("alice")
                    .device("phone", DeviceStatus.ACTIVE)
                    .build());
    private final FakeChannel channel = new FakeChannel();
    private final FakeStore store = new FakeStore();
    private final List<Instance> instances = new ArrayList<>();

    @AfterEach
    void stop() {
        CountDownLatch frozen = store.frozenUntil;
        if (frozen != null) {
            frozen.countDown();
        }
        instances.forEach(Instance::close);
    }

    private Instance instance(String... keysAndValues) {
        Instance instance = new Instance(server, Optional.of(channel), Optional.of(store), keysAndValues);
        instances.add(instance);
        return instance;
    }

    /** Returns an instance whose first token has passed through the store, so that it has subscribed. */
    private Instance ready(String... keysAndValues) {
        Instance instance = instance(keysAndValues);
        await().until(() -> {
            int before = store.calls.get();
            instance.request("probe-" + System.nanoTime());
            return store.calls.get() > before;
        });
        await().until(() -> store.claims.isEmpty());
        server.asked.clear();
        store.values.clear();
        return instance;
    }

    private void awaitShared() {
        await().until(() -> store.values.size() == 1 && store.claims.isEmpty());
    }

    @Test
    @Tag("D1")
    void requestWhenAnotherInstanceHasIntrospectedThenNoCall() {
        Instance one = ready();
        Instance two = ready();
        assertThat(one.grants(TOKEN)).isTrue();
        awaitShared();

        boolean granted = two.grants(TOKEN);

        assertThat(granted).isTrue();
        assertThat(server.asked).containsExactly(TOKEN);
    }

    @Test
    @Tag("D2")
    void storeWhenItIsDumpedThenHoldsNeitherTokenNorUser() {
        Instance one = ready();
        one.grants(TOKEN);
        awaitShared();

        one.cache().evictUser("alice");
        await().until(() -> !channel.announcements.isEmpty());

        store.values.forEach((key, value) ->
                assertThat(key + text(value)).doesNotContain(TOKEN).doesNotContain("alice"));
        assertThat(text(channel.announcements.get(0))).doesNotContain("alice");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    @Tag("D1")
    @Tag("K8")
    void requestWhenEntryIsDamagedTruncatedOrOfAnotherTokenThenIntrospected() {
        Instance one = ready();
        one.grants("token-a");
        awaitShared();
        byte[] sealed = store.values.values().iterator().next();
        String nameA = store.values.keySet().iterator().next();
        one.grants(TOKEN);
        await().until(() -> store.values.size() == 2 && store.claims.isEmpty());
        String name = store.values.keySet().stream()
                .filter(other -> !other.equals(nameA))
                .findFirst()
                .orElseThrow();
        byte[] good = store.values.get(name);
        List<byte[]> forged = new ArrayList<>(List.of(sealed, new byte[0], new byte[1], Arrays.copyOf(good, 40)));
        forged.add(Arrays.copyOf(good, good.length - 1));
        for (int i = 0; i < good.length; i += 7) {
            byte[] damaged = good.clone();
            damaged[i] ^= 1;
            forged.add(damaged);
        }

        for (byte[] entry : forged) {
            Instance reader = ready();
            store.values.put(name, entry);
            assertThat(reader.grants(TOKEN)).isTrue();
            assertThat(server.asked).containsExactly(TOKEN);
        }
    }

    @Test
    @Tag("D1")
    void requestWhenSecretDiffersThenIntrospectedAndNothingRefused() {
        Instance one = ready();
        Instance other = ready("mfp.shared-cache.secret", "another-secret-of-more-than-32-characters");
        one.grants(TOKEN);
        awaitShared();

        assertThat(other.grants(TOKEN)).isTrue();

        assertThat(server.asked).containsExactly(TOKEN, TOKEN);
    }

    @Test
    @Tag("D5")
    void requestWhenSecretIsRotatedThenEntriesAndEvictionsOfBothAreUsed() {
        Instance old = ready();
        Instance next = ready(
                "mfp.shared-cache.secret",
                "another-secret-of-more-than-32-characters",
                "mfp.shared-cache.previous-secret",
                Instance.SECRET);
        old.grants(TOKEN);
        awaitShared();
        assertThat(next.grants(TOKEN)).isTrue();
        assertThat(server.asked).containsExactly(TOKEN);

        next.cache().evictUser("alice");
        server.inactive();

        await().until(() -> !old.grants(TOKEN));
    }

    @Test
    @Tag("D5")
    void requestWhenEntryHasAnotherVersionThenIntrospected() {
        Instance one = ready();
        Instance two = ready();
        one.grants(TOKEN);
        awaitShared();
        store.values.values().iterator().next()[0] = SealingKeys.VERSION + 1;

        assertThat(two.grants(TOKEN)).isTrue();

        assertThat(server.asked).containsExactly(TOKEN, TOKEN);
    }

    @Test
    @Tag("D1")
    void requestWhenEntryIsReplayedAfterMaxAgeThenIntrospected() {
        Instance one = ready();
        Instance two = ready();
        one.grants(TOKEN);
        awaitShared();

        two.clock.advance(Duration.ofSeconds(61));

        assertThat(two.grants(TOKEN)).isTrue();
        assertThat(server.asked).containsExactly(TOKEN, TOKEN);
    }

    @Test
    @Tag("D1")
    void requestWhenSharedTokenHasExpiredThenIntrospected() {
        Instance one = ready();
        Instance two = ready();
        server.active(TestTokens.withScope("RegisteredClient")
                .expiresAt(one.clock.instant().plusSeconds(5))
                .build());
        one.grants(TOKEN);
        awaitShared();
        server.inactive();

        two.clock.advance(Duration.ofSeconds(6));

        assertThat(two.grants(TOKEN)).isFalse();
    }

    @Test
    @Tag("D4")
    void evictWhenItIsOnOneInstanceThenAllIntrospectAgain() {
        for (int i = 0; i < 5; i++) {
            Instance one = ready();
            Instance two = ready();
            server.active(TestTokens.withScope("RegisteredClient")
                    .client("app")
                    .user("alice")
                    .device("phone", DeviceStatus.ACTIVE)
                    .build());
            one.grants(TOKEN);
            two.grants(TOKEN);
            server.inactive();

            switch (i) {
                case 0 -> one.cache().evict(TOKEN);
                case 1 -> one.cache().evictUser("alice");
                case 2 -> one.cache().evictDevice("phone");
                case 3 -> one.cache().evictClient("app");
                default -> one.cache().clear();
            }

            assertThat(one.grants(TOKEN)).isFalse();
            await().until(() -> !two.grants(TOKEN));
        }
    }

    @Test
    @Tag("D4")
    void evictWhenItConcernsAnotherUserThenNothingIsDropped() {
        Instance one = ready();
        Instance two = ready();
        one.grants(TOKEN);
        awaitShared();
        two.grants(TOKEN);

        one.cache().evictUser("bob");
        await().until(() -> channel.announcements.size() == 1);

        assertThat(two.grants(TOKEN)).isTrue();
        assertThat(server.asked).containsExactly(TOKEN);
    }

    @Test
    @Tag("D4")
    void requestWhenClocksDifferByTwoMinutesThenEvictionStillApplies() {
        for (Duration skew : List.of(Duration.ofMinutes(2), Duration.ofMinutes(-2), Duration.ofSeconds(30))) {
            Instance writer = ready();
            Instance reader = ready();
            writer.clock.advance(skew);
            server.active(TestTokens.withScope("RegisteredClient").user("alice").build());
            writer.grants(TOKEN);
            awaitShared();
            byte[] before = store.values.values().iterator().next();
            String name = store.values.keySet().iterator().next();
            assertThat(reader.grants(TOKEN)).isTrue();

            reader.cache().evictUser("alice");
            server.inactive();
            await().until(() -> !writer.grants(TOKEN));
            // Replays the value, as a healing partition or an attacker would.
            store.values.put(name, before);

            assertThat(reader.grants(TOKEN)).isFalse();
            assertThat(writer.grants(TOKEN)).isFalse();
        }
    }

    @Test
    @Tag("D4")
    void requestWhenUserLogsInAgainAfterEvictionThenTheNewEntryIsShared() {
        Instance one = ready();
        Instance two = ready();
        one.grants(TOKEN);
        awaitShared();
        two.cache().evictUser("alice");
        await().until(() -> {
            store.values.clear();
            one.grants(TOKEN);
            return server.asked.size() == 2;
        });
        awaitShared();

        assertThat(two.grants(TOKEN)).isTrue();

        assertThat(server.asked).hasSize(2);
    }

    @Test
    @Tag("D4")
    void introspectionWhenEvictionArrivesMeanwhileThenItsResultIsNotStored() {
        Instance one = ready();
        Instance two = ready();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AccessToken token =
                TestTokens.withScope("RegisteredClient").user("alice").build();
        server.answers(() -> {
            asked.countDown();
            awaitLatch(answer);
            return new IntrospectionResult.Active(token);
        });
        CompletableFuture<Boolean> early = CompletableFuture.supplyAsync(() -> one.grants(TOKEN));
        awaitLatch(asked);

        two.cache().evictUser("alice");
        await().until(() -> channel.announcements.size() == 1);
        answer.countDown();
        assertThat(early.join()).isTrue();
        server.inactive();

        assertThat(one.grants(TOKEN)).isFalse();
        assertThat(two.grants(TOKEN)).isFalse();
        assertThat(store.values).isEmpty();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("D4")
    void requestWhenInstanceStartsAfterEvictionThenOldEntryIsNotUsed() {
        Instance one = ready();
        one.grants(TOKEN);
        awaitShared();
        byte[] before = store.values.values().iterator().next();
        String name = store.values.keySet().iterator().next();
        one.cache().evictUser("alice");
        await().until(() -> channel.announcements.size() == 1);

        Instance late = ready();
        store.values.put(name, before);
        server.inactive();

        assertThat(late.grants(TOKEN)).isFalse();
    }

    @Test
    @Tag("D4")
    void announcementWhenItIsForgedOrRepeatedThenIgnored() {
        Instance one = ready();
        one.grants(TOKEN);
        one.cache().evictUser("bob");
        await().until(() -> channel.announcements.size() == 1);
        one.cache().evictUser("alice");
        await().until(() -> channel.announcements.size() == 2);
        one.grants(TOKEN);
        server.asked.clear();

        channel.deliver(channel.announcements.get(1));
        channel.deliver(new byte[500]);
        channel.deliver(new byte[0]);
        byte[] damaged = channel.announcements.get(1).clone();
        damaged[damaged.length - 1] ^= 1;
        channel.deliver(damaged);

        assertThat(one.grants(TOKEN)).isTrue();
        assertThat(server.asked).isEmpty();
    }

    @Test
    @Tag("D5")
    void announcementWhenItHasAnotherVersionThenIgnored() {
        Instance one = ready();
        one.cache().evictUser("alice");
        await().until(() -> channel.announcements.size() == 1);
        byte[] known = channel.announcements.get(0);
        byte[] newer = known.clone();
        newer[0] = SealingKeys.VERSION + 1;
        FakeChannel elsewhere = new FakeChannel();
        Instance two = new Instance(server, Optional.of(elsewhere), Optional.empty());
        instances.add(two);
        two.grants(TOKEN);
        await().until(elsewhere::hasReceivers);
        server.inactive();

        elsewhere.deliver(newer);
        assertThat(two.grants(TOKEN)).isTrue();
        elsewhere.deliver(known);
        assertThat(two.grants(TOKEN)).isFalse();
    }

    @Test
    @Tag("D4")
    void evictWhenThereAreTenThousandThenAllApply() {
        Instance one = ready();
        Instance two = ready();
        two.grants(TOKEN);

        for (int i = 0; i < 10_000; i++) {
            one.cache().evictUser(i == 5_000 ? "alice" : "user-" + i);
        }
        await().until(() -> channel.announcements.size() == 10_000);
        server.inactive();

        assertThat(two.grants(TOKEN)).isFalse();
    }

    @Test
    @Tag("D3")
    void requestWhenStoreIsBrokenThenIntrospectedAndStoreLeftAlone() {
        Instance one = ready();
        store.broken = true;

        for (int i = 0; i < 50; i++) {
            assertThat(one.grants(TOKEN + i)).isTrue();
        }
        int calls = store.calls.get();
        for (int i = 50; i < 100; i++) {
            assertThat(one.grants(TOKEN + i)).isTrue();
        }

        assertThat(store.calls.get()).isEqualTo(calls);
        assertThat(server.asked).hasSize(100);
    }

    @Test
    @Tag("D3")
    void requestWhenStoreIsFullThenEachInstanceIntrospects() {
        Instance one = ready();
        Instance two = ready();
        store.full = true;

        for (int i = 0; i < 50; i++) {
            assertThat(one.grants(TOKEN + i)).isTrue();
            assertThat(two.grants(TOKEN + i)).isTrue();
        }

        assertThat(store.values).isEmpty();
        assertThat(server.asked).hasSize(100);
    }

    @Test
    @Tag("D3")
    void requestWhenStoreDoesNotReturnThenIntrospectedAfterItsTimeout() {
        Instance one = ready();
        Instance hurried = ready("mfp.shared-cache.timeout", "PT0.02S");
        store.frozenUntil = new CountDownLatch(1);

        for (int i = 0; i < 50; i++) {
            assertThat(hurried.grants(TOKEN + i)).isTrue();
        }

        assertThat(server.asked).hasSize(50);
        assertThat(one.server.asked).hasSize(50);
    }

    @Test
    @Tag("D3")
    void requestWhenStoreTakesLongerThanItsTimeoutThenNothingRefusedAndUsedAgainAfterwards() {
        Instance one = ready();
        Instance hurried = ready("mfp.shared-cache.timeout", "PT0.02S");
        store.latency = Duration.ofMillis(200);

        for (int i = 0; i < 50; i++) {
            assertThat(hurried.grants(TOKEN + i)).isTrue();
        }
        assertThat(server.asked).hasSize(50);
        store.latency = Duration.ZERO;

        // The store is tried again when its circuit breaker closes, with tokens that the other instance has shared.
        await().until(() -> {
            String token = "later-" + System.nanoTime();
            one.grants(token);
            int asked = server.asked.size();
            return hurried.grants(token) && server.asked.size() == asked;
        });
    }

    @Test
    @Tag("D3")
    void requestWhenChannelIsDownAtStartThenServedWithoutTheStore() {
        channel.cut = true;
        Instance one = instance();

        assertThat(one.grants(TOKEN)).isTrue();

        assertThat(store.calls).hasValue(0);
    }

    @Test
    @Tag("D3")
    void requestWhenHolderOfClaimIsDeadThenIntrospectedAfterTheWait() {
        Instance one = ready();
        Instance two = ready("mfp.shared-cache.wait", "PT0.05S");
        one.grants(TOKEN);
        awaitShared();
        store.claims.addAll(store.values.keySet());
        store.values.clear();

        assertThat(two.grants(TOKEN)).isTrue();

        assertThat(server.asked).containsExactly(TOKEN, TOKEN);
    }

    @Test
    @Tag("D1")
    void requestWhenTenInstancesMeetOneTokenThenOneCall() {
        List<Instance> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(ready());
        }

        List<CompletableFuture<Boolean>> requests = ten.stream()
                .map(instance -> CompletableFuture.supplyAsync(() -> instance.grants(TOKEN)))
                .toList();

        assertThat(requests).allSatisfy(request -> assertThat(request.join()).isTrue());
        assertThat(server.asked).containsExactly(TOKEN);
    }

    @Test
    @Tag("D3")
    void requestWhenTokensAreUnknownThenStoreStaysEmpty() {
        Instance one = ready();
        server.inactive();

        for (int i = 0; i < 1_000; i++) {
            assertThat(one.grants("unknown-" + i)).isFalse();
        }
        await().until(() -> store.claims.isEmpty());

        assertThat(store.values).isEmpty();
    }

    @Test
    @Tag("K9")
    void requestWhenSharedResponseWouldRefuseItThenIntrospected() {
        server.active(TestTokens.withScope("other").user("alice").build());
        Instance one = ready();
        Instance two = ready();
        assertThat(one.grants(TOKEN)).isFalse();
        awaitShared();
        server.active(TestTokens.withScope("RegisteredClient").user("alice").build());

        assertThat(two.grants(TOKEN)).isTrue();
        assertThat(two.grants(TOKEN)).isTrue();

        assertThat(server.asked).containsExactly(TOKEN, TOKEN);
    }

    @Test
    @Tag("K9")
    void requestWhenResponseWasSharedForAnotherMethodThenConfirmedBeforeItRefuses() {
        Instance one = ready();
        Instance two = ready();
        one.grants(TOKEN);
        awaitShared();
        assertThat(two.grants(TOKEN)).isTrue();
        server.active(TestTokens.withScope("RegisteredClient admin").build());

        assertThat(two.request(TOKEN, RequiredScope.allOf("admin"))).isInstanceOf(AccessDecision.Granted.class);

        assertThat(server.asked).containsExactly(TOKEN, TOKEN);
    }

    @Test
    @Tag("K4")
    void requestWhenItsResourceWantsYoungerResponsesThenStoreIsNotRead() {
        Instance one = ready();
        Instance two = ready();
        one.grants(TOKEN);
        awaitShared();

        two.request(TOKEN, RequiredScope.allOf("RegisteredClient").withMaxAge(Duration.ofSeconds(5)));

        assertThat(server.asked).containsExactly(TOKEN, TOKEN);
    }

    @Test
    @Tag("D1")
    void requestWhenAnotherAuthorizationServerVouchedThenIntrospected() {
        Instance one = ready("mfp.token.required-issuer", "https://one.example.com");
        Instance two = ready("mfp.token.required-issuer", "https://two.example.com");
        one.request(TOKEN);
        two.request(TOKEN);

        assertThat(server.asked).containsExactly(TOKEN, TOKEN);
    }

    @Test
    void entryWhenItIsWrittenAndReadThenEqual() {
        SharedEntry.Format format = new SharedEntry.Format();
        AccessToken token = AccessToken.builder()
                .clientId("app")
                .userName("zoë \u0000\"")
                .scope("a b")
                .expiresAt(Instant.parse("2026-01-01T00:00:00.123456789Z"))
                .issuer("iss")
                .audience(List.of("x", "y"))
                .application(new MFPApplication("com.app", Optional.of("ios"), Optional.empty()))
                .user(new MFPUser(
                        "u", Optional.of("U"), Optional.of(Instant.EPOCH), Optional.empty(), Map.of("k", "v")))
                .securityCheck("check", Map.of("n", "1"))
                .claim("number", new BigDecimal("1.50"))
                .claim("list", Arrays.asList("a", null, Boolean.TRUE, Map.of("deep", List.of())))
                .build();
        SharedEntry entry = new SharedEntry(token, Instant.parse("2026-01-01T00:00:00Z"), List.of("e1"));

        assertThat(format.read(format.write(entry))).isEqualTo(entry);
    }

    @Test
    void connectWhenThereIsNoSecretThenTheStartFailsAndNamesTheKey() {
        assertThatThrownBy(() -> Cluster.connect(
                        new Cluster.Beans(Optional.of(channel), Optional.empty()),
                        TestSettings.with().shared(),
                        ClusterTest.class.getClassLoader(),
                        List.of(),
                        System::nanoTime,
                        InstantSource.system()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mfp.shared-cache.secret");
    }
}
