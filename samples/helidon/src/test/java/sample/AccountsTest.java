package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstExtension;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.helidon.config.mp.MpConfigSources;
import io.helidon.microprofile.testing.AddConfigSource;
import io.helidon.microprofile.testing.junit5.HelidonTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.WebTarget;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@HelidonTest
class AccountsTest {

    @RegisterExtension
    static final MobileFirstExtension MOBILE_FIRST = new MobileFirstExtension();

    @Inject
    WebTarget application;

    @AddConfigSource
    static ConfigSource authorizationServer() {
        MobileFirstServer server = MOBILE_FIRST.server();
        return MpConfigSources.create(Map.of(
                "mfp.authorization-server.url", server.url().toString(),
                "mfp.client-id", server.clientId(),
                "mfp.client-secret", server.clientSecret(),
                // The first introspection also loads classes.
                "mfp.timeout.connect", "PT30S",
                "mfp.timeout.read", "PT30S",
                "mfp.timeout.total", "PT30S"));
    }

    @Test
    void ratesWhenNoTokenThenAnswered() {
        try (Response response = get("rates", null)) {
            assertEquals(200, response.getStatus());
        }
        assertEquals(0, MOBILE_FIRST.server().introspections());
    }

    @Test
    void balanceWhenNoTokenThenUnauthorized() {
        try (Response response = get("balance", null)) {
            assertEquals(401, response.getStatus());
            assertEquals("Bearer", response.getHeaderString(HttpHeaders.WWW_AUTHENTICATE));
        }
    }

    @Test
    void balanceWhenTokenIsUnknownThenUnauthorized() {
        try (Response response = get("balance", "unknown")) {
            assertEquals(401, response.getStatus());
            assertEquals("Bearer error=\"invalid_token\"", response.getHeaderString(HttpHeaders.WWW_AUTHENTICATE));
        }
    }

    @Test
    void balanceWhenScopeMissingThenForbidden() {
        try (Response response = get("balance", MOBILE_FIRST.server().issue("RegisteredClient", "john"))) {
            assertEquals(403, response.getStatus());
        }
    }

    @Test
    void balanceWhenTokenHasScopeThenUserIsKnown() {
        try (Response response = get("balance", token())) {
            assertEquals("balance of john", response.readEntity(String.class));
        }
    }

    @Test
    void balanceWhenTokenIsCachedThenNobodyIsAsked() {
        String token = token();
        get("balance", token).close();
        MOBILE_FIRST.server().resetCounters();

        try (Response response = get("balance", token)) {
            assertEquals(200, response.getStatus());
        }
        assertEquals(0, MOBILE_FIRST.server().introspections());
    }

    @Test
    void balanceWhenServerIsInTroubleThenUnavailableWithoutChallenge() {
        MOBILE_FIRST.server().fail(Fault.status(500));

        try (Response response = get("balance", token())) {
            assertEquals(503, response.getStatus());
            assertNull(response.getHeaderString(HttpHeaders.WWW_AUTHENTICATE));
        }
    }

    private static String token() {
        return MOBILE_FIRST.server().issue("RegisteredClient accessRestricted", "john");
    }

    private Response get(String path, String token) {
        return application
                .path("accounts")
                .path(path)
                .request()
                .header(HttpHeaders.AUTHORIZATION, token == null ? null : "Bearer " + token)
                .get();
    }
}
