package sample;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class OperationsTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI root;

    Servers.Access servers;

    @Test
    void documentWhenReadThenShowsScopesAndRefusals() throws Exception {
        JsonObject document = parsed(get("q/openapi?format=json").body());

        JsonObject paths = document.getJsonObject("paths");
        JsonObject balance = paths.getJsonObject("/accounts/balance").getJsonObject("get");
        JsonObject transfer = paths.getJsonObject("/accounts/transfer").getJsonObject("post");
        JsonObject rates = paths.getJsonObject("/accounts/rates").getJsonObject("get");
        assertEquals("[{\"MobileFirst\":[\"accessRestricted\"]}]", balance.getJsonArray("security").toString());
        assertEquals(
                "[{\"MobileFirst\":[\"transfer\",\"accessRestricted\"]}]",
                transfer.getJsonArray("security").toString());
        assertNull(rates.getJsonArray("security"));
        assertTrue(balance.getJsonObject("responses").keySet().containsAll(Set.of("401", "403", "503")));
        assertEquals(
                "bearer",
                document.getJsonObject("components")
                        .getJsonObject("securitySchemes")
                        .getJsonObject("MobileFirst")
                        .getString("scheme"));
    }

    @Test
    void pagesWhenOpenedThenAreThere() throws Exception {
        String page = get("").body();

        assertTrue(page.contains("/q/swagger-ui/"));
        assertEquals(200, get("q/swagger-ui/").statusCode());
    }

    @Test
    void decisionsWhenTakenThenReachAnalytics() throws Exception {
        String token = servers.authorization().issue("accessRestricted", "john");

        assertEquals("balance of john", get("accounts/balance", token).body());
        assertEquals(401, get("accounts/balance").statusCode());

        await().until(() -> reported().contains("MISSING_AUTH_HEADER"));
        assertTrue(reported().contains("\"validationCode\":\"AUTHORIZATION_SUCCESS\""));
        assertFalse(reported().contains(token));
    }

    private String reported() {
        return String.join("", servers.analytics().batches());
    }

    private static JsonObject parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
