package io.github.mfpjaxrs.security.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An RFC 7662 server without MobileFirst extensions that authenticates its callers with HTTP Basic or in the form. */
class StandardServerTest {

    @Path("notes")
    @RequestScoped
    public static class Notes {

        @Inject
        MFPSecurityContext caller;

        @GET
        @MFPProtected("notes.read")
        public String notes() {
            return caller.getUserPrincipal().getName();
        }
    }

    private MobileFirstServer server;

    @BeforeEach
    void start() {
        server = MobileFirstServer.builder().rfc7662().start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void getWhenBasicIsConfiguredThenOneCallAndNoTokenOfOurOwn() throws Exception {
        try (EmbeddedApplication application = EmbeddedApplication.against(server)
                .config("mfp.introspection.authentication", "basic")
                .resources(Notes.class)
                .start()) {
            HttpResponse<String> response = application.getWithToken("notes", server.issue("notes.read", "john"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("john");
            assertThat(server.introspections()).isEqualTo(1);
            assertThat(server.tokenRequests()).isZero();
        }
    }

    @Test
    void getWhenFormIsConfiguredThenCredentialsAreThereAndNowhereElse() throws Exception {
        try (EmbeddedApplication application = EmbeddedApplication.against(server)
                .config("mfp.introspection.authentication", "form")
                .resources(Notes.class)
                .start()) {
            HttpResponse<String> response = application.getWithToken("notes", server.issue("notes.read", "john"));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(server.introspections()).isEqualTo(1);
        }
    }

    @Test
    void getWhenServerRejectsOurSecretThenUnavailableWithoutChallenge() throws Exception {
        try (EmbeddedApplication application = EmbeddedApplication.against(server)
                .config("mfp.introspection.authentication", "basic")
                .config("mfp.client-secret", "wrong")
                .resources(Notes.class)
                .start()) {
            HttpResponse<String> response = application.getWithToken("notes", server.issue("notes.read", "john"));

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
        }
    }

    @Test
    void getWhenEndpointIsConfiguredThenItIsAskedInsteadOfMobileFirsts() throws Exception {
        try (EmbeddedApplication application = EmbeddedApplication.against(server)
                .config("mfp.authorization-server.url", "http://127.0.0.1:1/elsewhere")
                .config("mfp.introspection.endpoint", server.url() + "/az/v1/introspection")
                .config("mfp.introspection.authentication", "basic")
                .resources(Notes.class)
                .start()) {
            HttpResponse<String> response = application.getWithToken("notes", server.issue("notes.read", "john"));

            assertThat(response.statusCode()).isEqualTo(200);
        }
    }
}
