package io.github.mfpjaxrs.security.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests root resources that have only locators and are not CDI beans. Jersey calls no dynamic feature for them. */
@Tag("J15")
class LocatorsOnlyTest {

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    public static class Balance {

        @GET
        public String get() {
            return "balance";
        }
    }

    public static class Unknown {}

    @Path("vague")
    public static class VagueLocator {

        @Path("balance")
        @MFPProtected("accessRestricted")
        public Unknown balance() {
            throw new UnsupportedOperationException();
        }
    }

    @Path("accounts")
    public static class Locator {

        @Path("balance")
        @MFPProtected("accessRestricted")
        public Balance balance() {
            return new Balance();
        }
    }

    private static final class Listing extends Application {

        private final Class<?> root;

        Listing(Class<?> root) {
            this.root = root;
        }

        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(root);
        }
    }

    private static final class Singletons extends Application {

        @Override
        @Deprecated
        public Set<Object> getSingletons() {
            return Set.of(new VagueLocator());
        }
    }

    static Stream<Application> unfit() {
        return Stream.of(
                new Listing(VagueLocator.class),
                new Singletons(),
                new ResourceConfig(VagueLocator.class),
                new ResourceConfig().register(new VagueLocator()));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void startWhenAProtectedLocatorRevealsNothingThenTheDeploymentFails(Application unfit) {
        assertThatThrownBy(() -> EmbeddedApplication.against(server)
                        .application(unfit)
                        .start()
                        .close())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("VagueLocator.balance");
    }

    @Test
    void getWhenTheLocatorNamesItsClassThenProtected() throws Exception {
        try (EmbeddedApplication application = EmbeddedApplication.against(server)
                .application(new Listing(Locator.class))
                .start()) {
            assertThat(application.get("accounts/balance").statusCode()).isEqualTo(401);
            assertThat(application
                            .getWithToken("accounts/balance", server.issue("accessRestricted", "john"))
                            .body())
                    .isEqualTo("balance");
        }
    }
}
