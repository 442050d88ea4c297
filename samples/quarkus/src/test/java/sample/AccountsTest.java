package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthorizationServer.class)
class AccountsTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource("/accounts/")
    URI accounts;

    AuthorizationServer.Access authorizationServer;

    private MobileFirstServer server;

    @BeforeEach
    void reset() {
        server = authorizationServer.server();
        server.reset();
    }

    @Test
    void ratesWhenNoTokenThenAnswered() throws Exception {
        assertEquals(200, get("rates").statusCode());
        assertEquals(0, server.introspections());
    }

    @Test
    void branchesWhenApplicationDemandsAScopeThenTokenNeedsIt() throws Exception {
        assertEquals(401, get("branches").statusCode());
        assertEquals(403, get("branches", token()).statusCode());
        assertEquals(200, get("branches", server.issue("bank", "john")).statusCode());
    }

    @Test
    void balanceWhenNoTokenThenUnauthorized() throws Exception {
        HttpResponse<String> response = get("balance");

        assertEquals(401, response.statusCode());
        assertEquals("Bearer", response.headers().firstValue("WWW-Authenticate").orElseThrow());
    }

    @Test
    void balanceWhenScopeMissingThenForbidden() throws Exception {
        assertEquals(403, get("balance", server.issue("RegisteredClient", "john")).statusCode());
    }

    @Test
    void balanceWhenTokenHasScopeThenUserIsKnown() throws Exception {
        assertEquals("balance of john", get("balance", token()).body());
    }

    @Test
    void statementWhenTokenIsNewThenEventLoopDoesNotWait() throws Exception {
        server.failIntrospection(Fault.delay(Duration.ofMillis(300)), 1);
        String token = token();

        HttpResponse<String> cold = get("statement", token);
        int asked = server.introspections();
        HttpResponse<String> hot = get("statement", token);

        assertEquals("statement of john", cold.body());
        assertEquals("statement of john", hot.body());
        assertEquals(asked, server.introspections());
    }

    @Test
    void statementWhenTokenIsUnknownThenUnauthorized() throws Exception {
        assertEquals(401, get("statement", "unknown").statusCode());
        assertEquals(401, get("statement").statusCode());
    }

    @Test
    void statementWhenServerIsInTroubleThenUnavailableWithoutChallenge() throws Exception {
        server.fail(Fault.status(500));

        HttpResponse<String> response = get("statement", token());

        assertEquals(503, response.statusCode());
        assertTrue(response.headers().firstValue("WWW-Authenticate").isEmpty());
    }

    private String token() {
        return server.issue("RegisteredClient accessRestricted", "john");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(accounts.resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(accounts.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
