package io.github.mfpjaxrs.samples.webclient;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.github.mfpjaxrs.security.testkit.MobileFirstServerBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Starts the account service, an authorization server and two web pages. The first page's origin forwards requests to
 * both servers, like a reverse proxy. The second page has a different origin, and both servers allow requests from this
 * origin (CORS).
 */
final class WebClient implements AutoCloseable {

    /** MobileFirst's context root. The SDK appends {@code /api}. */
    private static final String CONTEXT_ROOT = "/mfp";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final PageServer page;
    private final PageServer otherPage;
    private final MobileFirstServer server;
    private final Service service;

    /**
     * Starts everything.
     *
     * @param sdk the directory in which npm has installed IBM's SDK
     * @param authorization the authorization server's settings
     * @param setup the service's settings
     * @param firstPort the first page's port. The second page, the service and the authorization server use the next
     *     three ports, in this order. If {@code firstPort} is 0, any free ports are used
     */
    WebClient(Path sdk, MobileFirstServerBuilder authorization, Setup setup, int firstPort) {
        try {
            page = opened(PageServer.listen(firstPort));
            otherPage = opened(PageServer.listen(next(firstPort, 1)));
            server = opened(authorization
                    .port(next(firstPort, 3))
                    .allowOrigin(otherPage.uri().toString())
                    .start());
            service = opened(setup.launcher()
                    .start(
                            settings(server, setup.settings()),
                            new Origins(
                                    Set.of(
                                            page.uri().toString(),
                                            otherPage.uri().toString()),
                                    setup.exposed()),
                            next(firstPort, 2)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        page.page(sdk, "", CONTEXT_ROOT)
                .forward("/accounts/", service.uri(), setup.log())
                .forward(CONTEXT_ROOT + "/", server.url(), setup.log());
        otherPage.page(
                sdk,
                service.uri().toString(),
                server.url().resolve(CONTEXT_ROOT).toString());
    }

    /**
     * The service's settings.
     *
     * @param launcher starts the service
     * @param settings additional configuration for the library
     * @param exposed the response header fields that the second page can read
     * @param log receives the requests that the first page's origin forwards
     */
    record Setup(Service.Launcher launcher, Map<String, String> settings, String exposed, Consumer<Passed> log) {}

    /** Returns the URL of the page whose origin forwards requests to the service. */
    URI page() {
        return page.uri();
    }

    /** Returns the URL of the page that calls the service at another origin. */
    URI otherPage() {
        return otherPage.uri();
    }

    /** Returns the service's URL. */
    URI service() {
        return service.uri();
    }

    MobileFirstServer server() {
        return server;
    }

    private static int next(int firstPort, int step) {
        return firstPort == 0 ? 0 : firstPort + step;
    }

    private static Map<String, String> settings(MobileFirstServer server, Map<String, String> further) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "mfp.authorization-server.url", server.url().toString(),
                "mfp.client-id", server.clientId(),
                "mfp.client-secret", server.clientSecret()));
        settings.putAll(further);
        return settings;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    /** Stops everything, in reverse order. Idempotent. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                // The remaining resources must still be closed.
                System.getLogger(WebClient.class.getName()).log(System.Logger.Level.WARNING, "cannot be stopped", e);
            }
        }
    }
}
