package io.github.mfpjaxrs.security.it.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.instances.app.Revocations;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.jcache.RevocationResource;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests three instances, each in its own process. The third one does not know the secret that the other two share. */
class InstancesIT {

    private static final String SCOPE = "accessRestricted";
    private static final String SECRET = "a-shared-secret-of-32-characters-or-more";

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private static final List<Instance> INSTANCES = new ArrayList<>();

    private static Instance one;
    private static Instance two;
    private static Instance stranger;

    @BeforeAll
    static void start() throws IOException {
        Launcher launcher = ServiceLoader.load(Launcher.class).findFirst().orElseThrow();
        Path directory = Files.createDirectories(Path.of(System.getProperty("it.directory"), "instances"));
        launcher.install(application(), directory);
        int clusterPort = freePort();
        one = start(launcher, directory, clusterPort, SECRET);
        one.awaitStart();
        one.awaitLine("this instance is alone");
        two = start(launcher, directory, clusterPort, SECRET);
        stranger = start(launcher, directory, clusterPort, "another-secret-of-32-characters-or-more");
        for (Instance instance : INSTANCES) {
            instance.awaitStart();
            instance.awaitLine("connected, other instances: ");
        }
    }

    private static WebArchive application() {
        return War.named("instances")
                .of(RestApplication.class, Accounts.class, Revocations.class)
                .with(RevocationResource.class)
                .build();
    }

    private static Instance start(Launcher launcher, Path directory, int clusterPort, String secret)
            throws IOException {
        int number = INSTANCES.size() + 1;
        int port = freePort();
        Instance instance = Instance.start(
                SERVER,
                secret,
                port,
                directory.resolve("instance-" + number + ".log"),
                launcher.command(number, port, clusterPort));
        INSTANCES.add(instance);
        return instance;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        INSTANCES.forEach(Instance::close);
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

    @Test
    @Tag("D5")
    void requestWhenInstanceHasAnotherSecretThenItIntrospectsByItself() {
        String good = SERVER.issue(SCOPE, "carol");
        String revoked = SERVER.issue(SCOPE, "carol");
        assertThat(one.status(good)).isEqualTo(200);
        assertThat(one.status(revoked)).isEqualTo(200);
        SERVER.revoke(revoked);
        SERVER.resetCounters();

        assertThat(stranger.status(good)).isEqualTo(200);
        assertThat(stranger.status(revoked)).isEqualTo(401);

        assertThat(SERVER.introspections()).isEqualTo(2);
    }

    @Test
    @Tag("D5")
    void revokeWhenInstanceHasAnotherSecretThenOthersKeepTheirResponses() {
        String token = SERVER.issue(SCOPE, "dave");
        assertThat(one.status(token)).isEqualTo(200);
        SERVER.revoke(token);

        assertThat(stranger.revoke("dave")).isEqualTo(204);

        one.awaitLine("announcements so far were forged, damaged, or sealed with another");
        assertThat(one.status(token)).isEqualTo(200);
    }
}
