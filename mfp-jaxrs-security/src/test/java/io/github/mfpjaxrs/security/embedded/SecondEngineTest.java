package io.github.mfpjaxrs.security.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Map;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that starts its own engine for the same classes, in addition to the engine of its container. */
class SecondEngineTest {

    private static final URI BASE = URI.create("http://127.0.0.1/");

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    @AutoClose
    private final EmbeddedApplication application = EmbeddedApplication.against(server)
            .resources(Open.class)
            .beans(Bean.class)
            .start();

    @Path("open")
    public static class Open {

        @GET
        public String get() {
            return "open";
        }
    }

    @Path("plain")
    public static class Plain {

        @GET
        @MFPProtected("accessRestricted")
        public String get() {
            return "secret";
        }
    }

    @Path("bean")
    @RequestScoped
    public static class Bean {

        @GET
        @MFPProtected("accessRestricted")
        public String get() {
            return "secret";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "bean"})
    @Tag("J27")
    void getWhenTheSecondEngineIsAskedThenProtectedAsByTheFirst(String path) throws Exception {
        ApplicationHandler second = engine(Map.of());

        assertThat(get(second, path, "none").getStatus()).isEqualTo(401);
        assertThat(get(second, path, server.issue("other")).getStatus()).isEqualTo(403);
        assertThat(get(second, path, server.issue("accessRestricted", "john")).getEntity())
                .isEqualTo("secret");
        assertThat(get(second, "open", "none").getEntity()).isEqualTo("open");
        assertThat(application.get("open").body()).isEqualTo("open");
    }

    /** The first engine has the filters; the second does not. */
    @ParameterizedTest
    @ValueSource(strings = {"plain", "bean"})
    @Tag("J27")
    void getWhenTheSecondEngineLoadsNoServicesThenRefused(String path) throws Exception {
        ApplicationHandler second = engine(Map.of(
                "jakarta.ws.rs.loadServices", false,
                "jersey.config.disableMetainfServicesLookup", true,
                "jersey.config.disableAutoDiscovery", true));

        assertThatThrownBy(() -> get(second, path, "none")).hasRootCauseInstanceOf(InternalServerErrorException.class);
        assertThatThrownBy(() -> get(second, path, server.issue("accessRestricted", "john")))
                .hasRootCauseInstanceOf(InternalServerErrorException.class);
    }

    private static ApplicationHandler engine(Map<String, Object> properties) {
        return new ApplicationHandler(
                new ResourceConfig(Open.class, Plain.class, Bean.class).addProperties(properties));
    }

    private static ContainerResponse get(ApplicationHandler engine, String path, String token) throws Exception {
        ContainerRequest request =
                new ContainerRequest(BASE, BASE.resolve(path), "GET", null, new MapPropertiesDelegate(), null);
        if (!token.equals("none")) {
            request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        }
        return engine.apply(request).get();
    }
}
