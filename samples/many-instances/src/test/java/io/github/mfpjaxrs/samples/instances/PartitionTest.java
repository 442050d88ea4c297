package io.github.mfpjaxrs.samples.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests two instances that are connected through links that the test can cut. */
class PartitionTest {

    private static final String SCOPE = "accessRestricted";
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Longer than Hazelcast takes to give up on the other member. */
    private static final Duration PARTITION = Duration.ofSeconds(15);

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    private final int portOfOne = RunningInstance.freePort();
    private final int portOfTwo = RunningInstance.freePort();

    @AutoClose
    private final Link toOne = new Link(portOfOne);

    @AutoClose
    private final Link toTwo = new Link(portOfTwo);

    @Test
    @Tag("D3")
    @Tag("D4")
    void evictWhenInstancesArePartitionedThenItAppliesEverywhereAfterHealing() {
        try (RunningInstance one = instance(portOfOne, toOne);
                RunningInstance two = instance(portOfTwo, toTwo)) {
            one.awaitStart().awaitOthers(1);
            two.awaitStart().awaitOthers(1);
            String evicted = server.issue(SCOPE, "alice");
            assertThat(one.status(evicted)).isEqualTo(200);
            assertThat(two.status(evicted)).isEqualTo(200);
            server.revoke(evicted);

            toOne.cut();
            toTwo.cut();
            assertThat(one.revoke("alice")).isEqualTo(204);
            assertThat(one.status(evicted)).isEqualTo(401);
            long end = System.nanoTime() + PARTITION.toNanos();
            while (System.nanoTime() < end) {
                String met = server.issue(SCOPE, "bob");
                assertThat(one.status(met)).isEqualTo(200);
                assertThat(two.status(met)).isEqualTo(200);
            }
            // The eviction has not reached the other instance, so the cached response is used for up to
            // mfp.cache.max-age.
            assertThat(two.status(evicted)).isEqualTo(200);
            toOne.heal();
            toTwo.heal();

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(two.status(evicted)).isEqualTo(401));
            // An instance whose calls to the shared cache failed does without it for some seconds.
            await().atMost(LONG).untilAsserted(() -> assertThatTokenIsShared(one, two));
        }
    }

    private void assertThatTokenIsShared(RunningInstance first, RunningInstance second) {
        String token = server.issue(SCOPE, "carol");
        assertThat(first.status(token)).isEqualTo(200);
        server.resetCounters();
        assertThat(second.status(token)).isEqualTo(200);
        assertThat(server.introspections()).isZero();
    }

    /**
     * Starts an instance that the other instance can reach only through the given link. Both instances use the link to
     * the first instance as the first member's address.
     */
    private RunningInstance instance(int port, Link link) {
        return new RunningInstance(
                server,
                port,
                "instances.cluster-name",
                "partitioned-" + portOfOne,
                "instances.first-member",
                toOne.address(),
                "hazelcast.local.publicAddress",
                link.address(),
                "hazelcast.heartbeat.interval.seconds",
                "1",
                "hazelcast.max.no.heartbeat.seconds",
                "5",
                "mfp.shared-cache.timeout",
                "PT0.5S",
                "mfp.shared-cache.wait",
                "PT0.5S",
                "hazelcast.merge.first.run.delay.seconds",
                "2",
                "hazelcast.merge.next.run.delay.seconds",
                "2");
    }
}
