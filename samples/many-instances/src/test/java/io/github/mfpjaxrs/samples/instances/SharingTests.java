package io.github.mfpjaxrs.samples.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Tests two connected instances, regardless of how they are connected. Subclasses start the instances before the tests.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class SharingTests {

    static final String SCOPE = "accessRestricted";

    final MobileFirstServer server = MobileFirstServer.start();

    private final List<RunningInstance> instances = new ArrayList<>();

    RunningInstance one;
    RunningInstance two;

    final RunningInstance start(int clusterPort, String... keysAndValues) {
        RunningInstance instance = new RunningInstance(server, clusterPort, keysAndValues);
        instances.add(instance);
        return instance.awaitStart();
    }

    @AfterAll
    void stop() {
        instances.forEach(RunningInstance::close);
        server.close();
    }

    @Test
    @Order(1)
    @Tag("D1")
    void requestWhenInstancesMeetOneTokenThenOneIntrospection() {
        String token = server.issue(SCOPE, "alice");
        server.resetCounters();

        List<CompletableFuture<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            requests.add((i % 2 == 0 ? one : two).request(token));
        }

        assertThat(requests).allSatisfy(request -> assertThat(request.join()).isEqualTo(200));
        assertThat(server.introspections()).isEqualTo(1);
    }

    @Test
    @Order(2)
    @Tag("D4")
    void revokeWhenItIsOnOneInstanceThenTheOtherRefuses() {
        String token = server.issue(SCOPE, "bob");
        assertThat(two.status(token)).isEqualTo(200);
        assertThat(one.status(token)).isEqualTo(200);
        server.revoke(token);
        assertThat(two.status(token)).isEqualTo(200);

        assertThat(one.revoke("bob")).isEqualTo(204);

        await().untilAsserted(() -> assertThat(two.status(token)).isEqualTo(401));
        assertThat(one.status(token)).isEqualTo(401);
    }
}
