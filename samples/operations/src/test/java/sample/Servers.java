package sample;

import io.github.mfpjaxrs.security.testkit.AnalyticsServer;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Runs the test kit's servers beside the application, and gives them to the tests. */
public class Servers implements QuarkusTestResourceLifecycleManager {

    /** A field of this type in a test is filled in. */
    public record Access(MobileFirstServer authorization, AnalyticsServer analytics) {}

    private MobileFirstServer authorization;
    private AnalyticsServer analytics;

    @Override
    public Map<String, String> start() {
        authorization = MobileFirstServer.start();
        analytics = AnalyticsServer.start();
        return Map.of(
                "mfp.authorization-server.url", authorization.url().toString(),
                "mfp.client-id", authorization.clientId(),
                "mfp.client-secret", authorization.clientSecret(),
                "mfp.analytics.url", analytics.url().toString(),
                "mfp.analytics.user", AnalyticsServer.USER,
                "mfp.analytics.password", AnalyticsServer.PASSWORD,
                "mfp.analytics.interval", "PT0.1S",
                "quarkus.http.test-port", "0");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                new Access(authorization, analytics), new TestInjector.MatchesType(Access.class));
    }

    @Override
    public void stop() {
        authorization.close();
        analytics.close();
    }
}
