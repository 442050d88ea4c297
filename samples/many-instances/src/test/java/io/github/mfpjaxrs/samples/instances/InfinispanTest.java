package io.github.mfpjaxrs.samples.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two instances that Infinispan connects, each in its own process. */
class InfinispanTest {

    private static final String SCOPE = "accessRestricted";

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private static RunningInstance one;
    private static RunningInstance two;

    @BeforeAll
    static void start() {
        int port = RunningInstance.freePort();
        one = instance(port);
        one.awaitStart().awaitLine("this instance is alone");
        two = instance(port);
        two.awaitStart().awaitOthers(1);
        one.awaitOthers(1);
    }

    private static RunningInstance instance(int port) {
        return new RunningInstance(
                SERVER,
                port,
                "mfp.jcache.provider",
                "org.infinispan.jcache.embedded.JCachingProvider",
                "mfp.jcache.uri",
                "infinispan.xml");
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
    }

    @Test
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
}
