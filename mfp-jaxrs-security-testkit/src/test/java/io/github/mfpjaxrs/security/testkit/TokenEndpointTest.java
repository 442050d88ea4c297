package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest {

    private final MobileFirstServer server = MobileFirstServer.builder()
            .client("accounts", "s3cret", "authorization.introspect", "send*", "*.read", "push.*.write")
            .client("other", "other:secret", "*")
            .ownTokenLifetime(Duration.ofMinutes(2))
            .start();
    private final ResourceServer caller = new ResourceServer(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tokenWhenClientIsKnownThenIssuesBearer() throws Exception {
        HttpResponse<String> answer = caller.requestToken();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.body())
                .matches("\\{\"access_token\":\"[\\w-]+\\.[\\w-]+\\.[\\w-]+\",\"token_type\":\"Bearer\","
                        + "\"expires_in\":120,\"scope\":\"authorization.introspect\"}");
    }

    @Test
    void tokenWhenNothingIsConfiguredThenLivesForAnHourLessASecond() throws Exception {
        try (MobileFirstServer standard = MobileFirstServer.start()) {
            HttpResponse<String> answer = new ResourceServer(standard).requestToken();

            assertThat(answer.body()).contains("\"expires_in\":3599");
            assertThat(standard.clientId()).isEqualTo(MobileFirstServer.CLIENT_ID);
            assertThat(standard.clientSecret()).isEqualTo(MobileFirstServer.CLIENT_SECRET);
        }
    }

    @Test
    void tokenWhenSecretHoldsColonThenIssues() throws Exception {
        assertThat(caller.requestToken(
                                ResourceServer.basic("other", "other:secret"),
                                "grant_type=client_credentials&scope=anything")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"send", "sendMessage", "accounts.read", ".read", "push.a.write", "push.*.write", "send+x.read"})
    void tokenWhenScopeMatchesWildcardThenIssues(String scope) throws Exception {
        assertThat(request("accounts", "s3cret", "grant_type=client_credentials&scope=" + scope))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resend", "read", "push.write", "Send", "authorizationXintrospect", "send+admin", ""})
    void tokenWhenScopeIsNotAllowedThenInvalidScope(String scope) throws Exception {
        HttpResponse<String> answer = caller.requestToken(
                ResourceServer.basic("accounts", "s3cret"), "grant_type=client_credentials&scope=" + scope);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_scope\"}");
    }

    @Test
    void tokenWhenClientIsUnknownThenInvalidClient() throws Exception {
        HttpResponse<String> answer = caller.requestToken(
                ResourceServer.basic("nobody", "s3cret"),
                "grant_type=client_credentials&scope=authorization.introspect");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_client\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Basic !!!", "Basic YWNjb3VudHM=", "Basic"})
    void tokenWhenCredentialsAreMalformedThenUnauthorized(String authorization) throws Exception {
        HttpResponse<String> answer =
                caller.requestToken(authorization, "grant_type=client_credentials&scope=authorization.introspect");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"mobilefirst\"");
    }

    @Test
    void tokenWhenSecretIsWrongThenUnauthorized() throws Exception {
        assertThat(request("accounts", "wrong", "grant_type=client_credentials&scope=authorization.introspect"))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=password&scope=send, unsupported_grant_type",
        "scope=send, invalid_request",
        "grant_type=client_credentials&grant_type=client_credentials&scope=send, invalid_request",
        "grant_type&scope=send, invalid_request",
        "grant_type=%zz&scope=send, invalid_request"
    })
    void tokenWhenGrantIsNotClientCredentialsThenRefused(String form, String error) throws Exception {
        HttpResponse<String> answer = caller.requestToken(ResourceServer.basic("accounts", "s3cret"), form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    }

    @Test
    void tokenWhenBodyIsNoFormThenInvalidRequest() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/az/v1/token"))
                .header("Authorization", ResourceServer.basic("accounts", "s3cret"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&scope=send"))
                .build();

        assertThat(caller.send(request).statusCode()).isEqualTo(400);
    }

    @Test
    void tokenWhenMethodIsGetThenNotAllowed() throws Exception {
        HttpResponse<String> answer = caller.send(HttpRequest.newBuilder(URI.create(server.url() + "/az/v1/token"))
                .GET()
                .build());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/az/v1", "//az/v1/token", "/az/v1/token/", "/az/v2/token"})
    void anyWhenPathIsUnknownThenNotFound(String path) throws Exception {
        assertThat(caller.send(caller.request(path, ResourceServer.basic("accounts", "s3cret"), "a=b"))
                        .statusCode())
                .isEqualTo(404);
    }

    private int request(String id, String secret, String form) throws IOException, InterruptedException {
        return caller.requestToken(ResourceServer.basic(id, secret), form).statusCode();
    }
}
