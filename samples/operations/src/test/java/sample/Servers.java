package sample;

import static java.util.Map.entry;

import io.github.mfpjaxrs.security.testkit.AnalyticsServer;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** Runs the test kit's servers alongside the application and makes the servers available to the tests. */
public class Servers implements QuarkusTestResourceLifecycleManager {

    /** Gives tests access to the servers. Test fields of this type are injected automatically. */
    public record Access(MobileFirstServer authorization, AnalyticsServer analytics, int metricsPort) {}

    private MobileFirstServer authorization;
    private AnalyticsServer analytics;
    private int metricsPort;

    @Override
    public Map<String, String> start() {
        authorization = MobileFirstServer.start();
        analytics = AnalyticsServer.start();
        metricsPort = freePort();
        return Map.ofEntries(
                entry("mfp.authorization-server.url", authorization.url().toString()),
                entry("mfp.client-id", authorization.clientId()),
                entry("mfp.client-secret", authorization.clientSecret()),
                entry("mfp.analytics.url", analytics.url().toString()),
                entry("mfp.analytics.user", AnalyticsServer.USER),
                entry("mfp.analytics.password", AnalyticsServer.PASSWORD),
                entry("mfp.analytics.interval", "PT0.1S"),
                entry("mfp.health.interval", "PT1S"),
                entry("mfp.introspection.failed-token-pause", "PT0S"),
                entry("otel.exporter.prometheus.port", Integer.toString(metricsPort)),
                entry("quarkus.http.test-port", "0"));
    }

    /** Selects a port in advance, because the exporter does not report a port that it has chosen itself. */
    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                new Access(authorization, analytics, metricsPort), new TestInjector.MatchesType(Access.class));
    }

    @Override
    public void stop() {
        authorization.close();
        analytics.close();
    }
}
