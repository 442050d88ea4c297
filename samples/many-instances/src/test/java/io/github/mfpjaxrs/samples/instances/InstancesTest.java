package io.github.mfpjaxrs.samples.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests three instances, each in its own process. The third instance has a different secret from the other two. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstancesTest extends SharingTests {

    private RunningInstance stranger;

    @BeforeAll
    void start() {
        int port = RunningInstance.freePort();
        one = start(port);
        two = start(port);
        stranger = start(port, "mfp.shared-cache.secret", "another-secret-of-32-characters-or-more");
        Stream.of(one, two, stranger).forEach(instance -> instance.awaitOthers(2));
    }

    @Test
    @Order(3)
    @Tag("D5")
    void requestWhenInstanceHasAnotherSecretThenItServesByItself() {
        String token = server.issue(SCOPE, "carol");
        assertThat(one.status(token)).isEqualTo(200);
        server.resetCounters();

        assertThat(stranger.status(token)).isEqualTo(200);

        assertThat(server.introspections()).isEqualTo(1);
    }

    @Test
    @Order(4)
    @Tag("D3")
    @DisabledOnOs(OS.WINDOWS)
    void requestWhenAnotherInstanceIsFrozenThenServedAndEvictionsAreNotLost() {
        String token = server.issue(SCOPE, "dave");
        assertThat(one.status(token)).isEqualTo(200);
        assertThat(two.status(token)).isEqualTo(200);
        server.revoke(token);

        two.freeze();
        try {
            assertThat(one.revoke("dave")).isEqualTo(204);
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (System.nanoTime() < end) {
                assertThat(one.status(server.issue(SCOPE, "erin"))).isEqualTo(200);
            }
        } finally {
            two.thaw();
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(two.status(token)).isEqualTo(401));
        assertThat(two.status(server.issue(SCOPE, "erin"))).isEqualTo(200);
    }

    @Test
    @Order(5)
    @Tag("D3")
    void requestWhenAnotherInstanceIsKilledWhileItWritesThenServed() {
        List<CompletableFuture<Integer>> doomed = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            doomed.add(one.request(server.issue(SCOPE, "frank")));
        }
        doomed.get(0).join();
        one.close();

        for (int i = 0; i < 50; i++) {
            assertThat(two.status(server.issue(SCOPE, "frank"))).isEqualTo(200);
        }
    }
}
