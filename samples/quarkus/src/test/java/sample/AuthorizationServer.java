package sample;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Runs the test kit's server alongside the application and makes the server available to the tests. */
public class AuthorizationServer implements QuarkusTestResourceLifecycleManager {

    /** Gives tests access to the server. Test fields of this type are injected automatically. */
    public record Access(MobileFirstServer server) {}

    private MobileFirstServer server;

    @Override
    public Map<String, String> start() {
        server = MobileFirstServer.start();
        return Map.of(
                "mfp.authorization-server.url", server.url().toString(),
                "mfp.client-id", server.clientId(),
                "mfp.client-secret", server.clientSecret(),
                "mfp.circuit-breaker.failures", "10",
                // The first introspection also loads classes.
                "mfp.timeout.connect", "PT30S",
                "mfp.timeout.read", "PT30S",
                "mfp.timeout.total", "PT30S",
                "quarkus.http.test-port", "0");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(new Access(server), new TestInjector.MatchesType(Access.class));
    }

    @Override
    public void stop() {
        server.close();
    }
}
