package io.github.mfpjaxrs.security.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.junit.jupiter.api.Test;

/** An unprotected method has no overhead: no filter runs for it, not even one that lets the request through. */
class UnprotectedMethodTest {

    private static final String OURS = "io.github.mfpjaxrs.security.internal";

    @Path("accounts")
    @RequestScoped
    public static class Accounts {

        @GET
        @Path("open")
        public String open() {
            return "open";
        }

        @GET
        @Path("balance")
        @MFPProtected("accessRestricted")
        public String balance() {
            return "balance";
        }
    }

    @Path("rates")
    @RequestScoped
    public static class Rates {

        @GET
        public String rates() {
            return "rates";
        }
    }

    /** Records which filters of this library the runtime runs for each request path. */
    private static final class OurFilters implements ApplicationEventListener {

        private final Map<String, List<String>> byPath = new ConcurrentHashMap<>();

        @Override
        public void onEvent(ApplicationEvent event) {}

        @Override
        public RequestEventListener onRequest(RequestEvent request) {
            return event -> {
                switch (event.getType()) {
                    case REQUEST_MATCHED -> add(event, event.getContainerRequestFilters());
                    case RESP_FILTERS_START -> add(event, event.getContainerResponseFilters());
                    default -> {}
                }
            };
        }

        private void add(RequestEvent event, Iterable<?> filters) {
            List<String> ours = byPath.computeIfAbsent(event.getUriInfo().getPath(), path -> new ArrayList<>());
            for (Object filter : filters) {
                String name = filter.getClass().getName();
                if (name.startsWith(OURS)) {
                    ours.add(name);
                }
            }
        }
    }

    @Test
    void getWhenNothingProtectsTheMethodThenNoFilterOfOursIsRun() throws Exception {
        OurFilters filters = new OurFilters();
        try (MobileFirstServer server = MobileFirstServer.start();
                EmbeddedApplication application = EmbeddedApplication.against(server)
                        .application(new ResourceConfig(Accounts.class, Rates.class).register(filters))
                        .beans(Accounts.class, Rates.class)
                        .start()) {
            String token = server.token().scope("accessRestricted").issue();

            assertThat(application.getWithToken("accounts/open", token).statusCode())
                    .isEqualTo(200);
            assertThat(application.getWithToken("rates", token).statusCode()).isEqualTo(200);
            assertThat(server.introspections()).isZero();
            assertThat(application.getWithToken("accounts/balance", token).statusCode())
                    .isEqualTo(200);

            assertThat(filters.byPath).containsOnlyKeys("accounts/open", "rates", "accounts/balance");
            assertThat(filters.byPath.get("accounts/open")).isEmpty();
            assertThat(filters.byPath.get("rates")).isEmpty();
            assertThat(filters.byPath.get("accounts/balance")).isNotEmpty();
        }
    }
}
