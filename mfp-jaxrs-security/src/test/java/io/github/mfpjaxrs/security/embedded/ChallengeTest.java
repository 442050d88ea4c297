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

/** The challenges that a client receives, byte for byte. */
class ChallengeTest {

    @Path("accounts")
    @RequestScoped
    public static class Accounts {

        @Inject
        MFPSecurityContext caller;

        @GET
        @Path("open")
        public String open() {
            return "open";
        }

        @GET
        @Path("balance")
        @MFPProtected("accessRestricted")
        public String balance() {
            return caller.getUserPrincipal().getName();
        }
    }

    private MobileFirstServer server;
    private EmbeddedApplication application;

    @BeforeEach
    void start() {
        server = MobileFirstServer.start();
        application =
                EmbeddedApplication.against(server).resources(Accounts.class).start();
    }

    @AfterEach
    void stop() {
        application.close();
        server.close();
    }

    @Test
    void getWhenTokenHasScopeThenResourceKnowsUser() throws Exception {
        String token = server.issue("RegisteredClient accessRestricted", "john");

        HttpResponse<String> response = application.getWithToken("accounts/balance", token);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("john");
    }

    @Test
    void getWhenNoTokenThenChallengeIsSchemeAlone() throws Exception {
        HttpResponse<String> response = application.get("accounts/balance");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
        assertThat(server.introspections()).isZero();
    }

    @Test
    void getWhenTokenUnknownThenInvalidToken() throws Exception {
        HttpResponse<String> response = application.getWithToken("accounts/balance", "unknown");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
    }

    @Test
    void getWhenScopeMissingThenInsufficientScope() throws Exception {
        String token = server.issue("RegisteredClient", "john");

        HttpResponse<String> response = application.getWithToken("accounts/balance", token);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().allValues("WWW-Authenticate"))
                .containsExactly("Bearer error=\"insufficient_scope\", scope=\"accessRestricted\"");
    }

    @Test
    void getWhenResourceIsOpenThenNobodyIsAsked() throws Exception {
        HttpResponse<String> response = application.get("accounts/open");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(server.introspections()).isZero();
    }
}
