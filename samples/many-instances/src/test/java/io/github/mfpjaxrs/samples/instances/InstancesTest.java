package io.github.mfpjaxrs.samples.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Three instances, each in its own process. The last one does not know the others' secret. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstancesTest {

    private static final String SCOPE = "accessRestricted";
    private static final MobileFirstServer SERVER = MobileFirstServer.start();
    private static final List<RunningInstance> INSTANCES = new ArrayList<>();

    private static RunningInstance one;
    private static RunningInstance two;
    private static RunningInstance stranger;

    @BeforeAll
    static void start() {
        int port = RunningInstance.freePort();
        one = started(new RunningInstance(SERVER, port));
        two = started(new RunningInstance(SERVER, port));
        stranger = started(new RunningInstance(
                SERVER, port, "mfp.shared-cache.secret", "another-secret-of-32-characters-or-more"));
        INSTANCES.forEach(instance -> instance.awaitStart().awaitOthers(2));
    }

    private static RunningInstance started(RunningInstance instance) {
        INSTANCES.add(instance);
        return instance.awaitStart();
    }

    @AfterAll
    static void stop() {
        INSTANCES.forEach(RunningInstance::close);
        SERVER.close();
    }

    @Test
    @Order(1)
    @Tag("D1")
    void requestWhenInstancesMeetOneTokenThenOneIntrospection() {
        String token = SERVER.issue(SCOPE, "alice");
        SERVER.resetCounters();

        List<CompletableFuture<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            requests.add((i % 2 == 0 ? one : two).request(token));
        }

        assertThat(requests).allSatisfy(request -> assertThat(request.join()).isEqualTo(200));
        assertThat(SERVER.introspections()).isEqualTo(1);
    }

    @Test
    @Order(2)
    @Tag("D4")
    void revokeWhenItIsOnOneInstanceThenTheOtherRefuses() {
        String token = SERVER.issue(SCOPE, "bob");
        assertThat(two.status(token)).isEqualTo(200);
        assertThat(one.status(token)).isEqualTo(200);
        SERVER.revoke(token);
        assertThat(two.status(token)).isEqualTo(200);

        assertThat(one.revoke("bob")).isEqualTo(204);

        await().untilAsserted(() -> assertThat(two.status(token)).isEqualTo(401));
        assertThat(one.status(token)).isEqualTo(401);
    }

    @Test
    @Order(3)
    @Tag("D5")
    void requestWhenInstanceHasAnotherSecretThenItServesByItself() {
        String token = SERVER.issue(SCOPE, "carol");
        assertThat(one.status(token)).isEqualTo(200);
        SERVER.resetCounters();

        assertThat(stranger.status(token)).isEqualTo(200);

        assertThat(SERVER.introspections()).isEqualTo(1);
    }

    @Test
    @Order(4)
    @Tag("D3")
    @DisabledOnOs(OS.WINDOWS)
    void requestWhenAnotherInstanceIsFrozenThenServedAndEvictionsAreNotLost() {
        String token = SERVER.issue(SCOPE, "dave");
        assertThat(one.status(token)).isEqualTo(200);
        assertThat(two.status(token)).isEqualTo(200);
        SERVER.revoke(token);

        two.freeze();
        try {
            assertThat(one.revoke("dave")).isEqualTo(204);
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (System.nanoTime() < end) {
                assertThat(one.status(SERVER.issue(SCOPE, "erin"))).isEqualTo(200);
            }
        } finally {
            two.thaw();
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(two.status(token)).isEqualTo(401));
        assertThat(two.status(SERVER.issue(SCOPE, "erin"))).isEqualTo(200);
    }

    @Test
    @Order(5)
    @Tag("D3")
    void requestWhenAnotherInstanceIsKilledWhileItWritesThenServed() {
        List<CompletableFuture<Integer>> doomed = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            doomed.add(one.request(SERVER.issue(SCOPE, "frank")));
        }
        doomed.get(0).join();
        one.close();

        for (int i = 0; i < 50; i++) {
            assertThat(two.status(SERVER.issue(SCOPE, "frank"))).isEqualTo(200);
        }
    }
}
