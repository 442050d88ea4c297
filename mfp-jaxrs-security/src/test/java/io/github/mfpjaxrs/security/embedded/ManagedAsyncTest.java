package io.github.mfpjaxrs.security.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.glassfish.jersey.server.ManagedAsync;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods of beans that Jersey runs on its own threads, on which CDI has no request scope. */
class ManagedAsyncTest {

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    @AutoClose
    private final EmbeddedApplication application = EmbeddedApplication.against(server)
            .resources(Slow.class, Other.class)
            .start();

    @Path("slow")
    @ApplicationScoped
    public static class Slow {

        @GET
        @Path("managed")
        @ManagedAsync
        @MFPProtected("accessRestricted")
        public void managed(@Suspended AsyncResponse response, @Context SecurityContext caller) {
            response.resume("secret of " + caller.getUserPrincipal().getName());
        }

        @GET
        @Path("suspended")
        @MFPProtected("accessRestricted")
        public void suspended(@Suspended AsyncResponse response, @Context SecurityContext caller) {
            response.resume("secret of " + caller.getUserPrincipal().getName());
        }

        @GET
        @Path("stage")
        @ManagedAsync
        @MFPProtected("accessRestricted")
        public CompletionStage<String> stage(@Context SecurityContext caller) {
            return CompletableFuture.completedFuture(
                    "secret of " + caller.getUserPrincipal().getName());
        }
    }

    /** A different class, so that an allowance for one class is not mistaken for an allowance for the other. */
    @Path("other")
    @ApplicationScoped
    public static class Other {

        @GET
        @ManagedAsync
        @MFPProtected("another")
        public void managed(@Suspended AsyncResponse response) {
            response.resume("other secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow/managed", "slow/suspended", "slow/stage"})
    @Tag("J18")
    void getWhenTokenIsGoodThenTheMethodRunsAndKnowsItsCaller(String path) throws Exception {
        assertThat(application
                        .getWithToken(path, server.issue("accessRestricted", "john"))
                        .body())
                .isEqualTo("secret of john");
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow/managed", "slow/suspended", "slow/stage", "other"})
    @Tag("J18")
    void getWhenNoTokenThenRefused(String path) throws Exception {
        assertThat(application.get(path).statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("J18")
    void getWhenTokenIsOfAnotherScopeThenRefused() throws Exception {
        String token = server.issue("accessRestricted", "john");
        application.getWithToken("slow/managed", token);

        assertThat(application.getWithToken("other", token).statusCode()).isEqualTo(403);
    }
}
