package io.github.mfpjaxrs.security.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Sends mixed traffic while the server fails and recovers every few seconds. Asserts that no decision is wrong, no
 * request is lost and memory does not grow. The test is short in the build. To run it for ten minutes:
 *
 * <pre>mvn -pl mfp-jaxrs-security -am test -Dtest=SoakTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dsoak.seconds=600</pre>
 */
class SoakTest {

    private static final long SECONDS = Long.getLong("soak.seconds", 20);
    private static final int THREADS = 8;
    private static final Duration MAX_AGE = Duration.ofSeconds(2);
    private static final int CACHE_SIZE = 200;

    private static final List<Fault> FAULTS = List.of(
            Fault.status(503),
            Fault.hang(),
            Fault.resetBeforeAnswer(),
            Fault.resetInBody(),
            Fault.garbage(),
            Fault.notJson(),
            Fault.status(401),
            Fault.tooManyRequests("1"),
            Fault.drip(Duration.ofMillis(100)),
            Fault.dripHeaders(Duration.ofMillis(100)));

    private final MobileFirstServer server = MobileFirstServer.start();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicInteger sent = new AtomicInteger();
    private final ConcurrentMap<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /**
     * Ten times as many tokens as the cache holds, and no more, because the server of this test never discards a
     * token.
     */
    private final List<String> many = IntStream.range(0, 10 * CACHE_SIZE)
            .mapToObj(i -> server.issue("RegisteredClient", "user" + i))
            .toList();

    private final AtomicReference<Revoked> revoked = new AtomicReference<>();

    private record Revoked(String token, long sinceNanos) {}

    @Test
    void getWhenServerFailsAndRecoversThenNoDecisionIsWrong() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        try (server;
                Shop shop = Shop.open(Shop.against(server)
                        .config("mfp.cache.max-age", MAX_AGE.toString())
                        .config("mfp.cache.size", String.valueOf(CACHE_SIZE))
                        .config("mfp.timeout.read", "PT1S")
                        .config("mfp.timeout.total", "PT1.5S")
                        .config("mfp.introspection.max-concurrent", "16")
                        .config("mfp.introspection.client-rejected-pause", "PT0.5S")
                        .config("mfp.circuit-breaker.delay", "PT0.3S"))) {
            String hot = shop.cachedToken(server);
            long memoryBefore = 0;
            try (Parallel<Integer> clients = Parallel.start(THREADS, i -> client(shop, hot))) {
                for (int round = 0; System.nanoTime() - end < 0; round++) {
                    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                    revokeOne(shop);
                    server.fail(FAULTS.get(round % FAULTS.size()));
                    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                    server.recover();
                    if (round == 2) {
                        memoryBefore = usedMemory();
                    }
                }
                running.set(false);
                assertThat(clients.results().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                        .as("requests answered")
                        .isEqualTo(sent.get());
            }

            assertThat(wrong).isEmpty();
            assertThat(statuses).containsKeys(200, 401, 403, 503);
            shop.awaitGranted(server.issue("RegisteredClient", "last"));
            long growth = usedMemory() - memoryBefore;
            assertThat(growth).as("bytes more").isLessThan(32L << 20);
        }
    }

    /** Revokes a token that was valid and cached until then. */
    private void revokeOne(Shop shop) {
        String token = server.issue("RegisteredClient", "leaver");
        shop.get(token);
        server.revoke(token);
        revoked.set(new Revoked(token, System.nanoTime()));
    }

    private int client(Shop shop, String hot) {
        int answered = 0;
        while (running.get()) {
            sent.incrementAndGet();
            switch (ThreadLocalRandom.current().nextInt(8)) {
                case 0 -> expect(shop.get(anyOfMany()), "one of many", 200, 503);
                case 1 -> expect(shop.get("no-such-token"), "unknown", 401, 503);
                case 2 -> expect(shop.get("shop/restricted", hot), "hot without the scope", 403, 503);
                case 3 -> expect(shop.get("shop/fresh", hot), "hot, fresh", 200, 503);
                case 4 -> askAboutRevoked(shop);
                default -> expect(shop.get(hot), "hot", 200, 503);
            }
            answered++;
        }
        return answered;
    }

    private String anyOfMany() {
        return many.get(ThreadLocalRandom.current().nextInt(many.size()));
    }

    private void askAboutRevoked(Shop shop) {
        Revoked gone = revoked.get();
        if (gone == null) {
            expect(shop.get("no-such-token"), "unknown", 401, 503);
            return;
        }
        boolean mayStillServe = System.nanoTime() - gone.sinceNanos() < MAX_AGE.toNanos();
        HttpResponse<String> response = shop.get(gone.token());
        if (mayStillServe) {
            expect(response, "revoked a moment ago", 200, 401, 503);
        } else {
            expect(response, "revoked", 401, 503);
        }
    }

    private void expect(HttpResponse<String> response, String what, Integer... expected) {
        int status = response.statusCode();
        statuses.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
        boolean challenged = response.headers().firstValue("WWW-Authenticate").isPresent();
        boolean mayChallenge = status == 401 || status == 403;
        if (!List.of(expected).contains(status) || challenged != mayChallenge) {
            wrong.add(what + ": " + status + " " + response.headers().map());
        }
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
