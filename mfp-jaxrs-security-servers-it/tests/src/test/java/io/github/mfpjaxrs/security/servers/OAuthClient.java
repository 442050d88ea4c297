package io.github.mfpjaxrs.security.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** A registered app with a secret. The app obtains and revokes tokens. */
record OAuthClient(URI tokenEndpoint, URI revocationEndpoint, String id, String secret) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The token endpoint's response. */
    record Tokens(JsonObject answer) {

        String access() {
            return answer.getString("access_token");
        }

        String refresh() {
            return answer.getString("refresh_token");
        }
    }

    /** Obtains a token without a user (RFC 6749 §4.4). */
    String ownToken(String scope) throws IOException, InterruptedException {
        return tokens(Map.of("grant_type", "client_credentials", "scope", scope))
                .access();
    }

    Tokens tokens(Map<String, String> form) throws IOException, InterruptedException {
        HttpResponse<String> response = post(tokenEndpoint, form);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new Tokens(Json.createReader(new StringReader(response.body())).readObject());
    }

    /** Revokes a token (RFC 7009). */
    void revoke(String token) throws IOException, InterruptedException {
        assertThat(post(revocationEndpoint, Map.of("token", token)).statusCode())
                .isEqualTo(200);
    }

    HttpResponse<String> post(URI endpoint, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        String credentials = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
        return HTTP.send(
                HttpRequest.newBuilder(endpoint)
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
