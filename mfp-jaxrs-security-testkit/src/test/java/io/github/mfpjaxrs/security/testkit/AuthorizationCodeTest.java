package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M6")
class AuthorizationCodeTest {

    private static final String INVALID_CLIENT = "{\"error\":\"invalid_client\"}";
    private static final String INVALID_GRANT = "{\"error\":\"invalid_grant\"}";

    private final TestClock clock = new TestClock();
    private final MobileFirstServer server = MobileFirstServer.builder()
            .clock(clock)
            .allowOrigin("https://shop.example")
            .start();
    private final MobileApp app = new MobileApp(server);

    @BeforeEach
    void register() throws Exception {
        app.at(clock.instant()).registered();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tokenWhenCodeAndAssertionAreValidThenIssuesAnActiveToken() throws Exception {
        HttpResponse<String> response = app.requestToken(app.tokenForm(app.code("RegisteredClient")));

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject answer = JsonObject.read(response.body()).orElseThrow();
        assertThat(answer.text("token_type")).contains("Bearer");
        assertThat(answer.text("scope")).contains("RegisteredClient");
        assertThat(answer.number("expires_in").orElseThrow().intValue()).isEqualTo(3600);
        assertThat(new ResourceServer(server)
                        .introspect(answer.text("access_token").orElseThrow())
                        .body())
                .contains("\"active\":true");
        assertThat(server.tokenRequests()).isOne();
    }

    @Test
    void tokenWhenClientHasALiveTokenThenReturnsItUntilHalfItsLifeIsOver() throws Exception {
        String first = app.token("RegisteredClient");
        app.logIn("john", "john");

        assertThat(app.token("RegisteredClient accessRestricted")).isEqualTo(first);

        clock.advance(Duration.ofMinutes(31));
        assertThat(app.at(clock.instant()).token("RegisteredClient")).isNotEqualTo(first);
    }

    @Test
    void tokenWhenTheLastOneWasRevokedThenIssuesAnother() throws Exception {
        String first = app.token("RegisteredClient");

        server.revoke(first);

        assertThat(app.token("RegisteredClient")).isNotEqualTo(first);
    }

    @Test
    void tokenWhenCodeIsReplayedThenRefuses() throws Exception {
        String code = app.code("RegisteredClient");
        app.requestToken(app.tokenForm(code));

        refuses(app.requestToken(app.tokenForm(code)), INVALID_GRANT);
    }

    @Test
    void tokenWhenCodeIsExpiredThenRefuses() throws Exception {
        String code = app.code("RegisteredClient");

        clock.advance(Duration.ofMinutes(1));

        refuses(app.at(clock.instant()).requestToken(app.tokenForm(code)), INVALID_GRANT);
    }

    @Test
    void tokenWhenCodeIsOfAnotherClientThenRefuses() throws Exception {
        MobileApp thief = new MobileApp(server).at(clock.instant()).registered();

        refuses(thief.requestToken(thief.tokenForm(app.code("RegisteredClient"))), INVALID_GRANT);
    }

    @Test
    void tokenWhenRedirectUriDiffersThenRefuses() throws Exception {
        Map<String, String> form = new HashMap<>(app.tokenForm(app.code("RegisteredClient")));
        form.put("redirect_uri", "https://mfpredirecturi");

        refuses(app.requestToken(form), INVALID_GRANT);
    }

    @Test
    void tokenWhenJtiIsNotTheCodeThenRefuses() throws Exception {
        String code = app.code("RegisteredClient");

        refuses(app.requestToken(app.tokenForm(code, app.assertion("another"))), INVALID_CLIENT);
        refuses(app.requestToken(app.tokenForm(code, app.assertion(null))), INVALID_CLIENT);
    }

    @Test
    void tokenWhenAssertionIsInSecondsThenRefuses() throws Exception {
        String code = app.code("RegisteredClient");
        long seconds = clock.instant().getEpochSecond();
        String assertion = app.signed(app.header("RS256"), MobileApp.claims(app.id(), code, seconds, seconds + 60));

        refuses(app.requestToken(app.tokenForm(code, assertion)), INVALID_CLIENT);
    }

    @Test
    void tokenWhenAssertionIsOfAnotherTimeThenRefuses() throws Exception {
        String code = app.code("RegisteredClient");

        refuses(app.at(clock.instant().minus(Duration.ofMinutes(3))).requestToken(app.tokenForm(code)), INVALID_CLIENT);
        refuses(app.at(clock.instant().plus(Duration.ofMinutes(3))).requestToken(app.tokenForm(code)), INVALID_CLIENT);
    }

    @Test
    void tokenWhenAssertionIsSignedWithAnotherKeyThenRefuses() throws Exception {
        String code = app.code("RegisteredClient");
        MobileApp thief = new MobileApp(server, MobileApp.newKeys());
        long now = clock.instant().toEpochMilli();
        String assertion = thief.signed(thief.header("RS256"), MobileApp.claims(app.id(), code, now, now + 60_000));

        refuses(app.requestToken(app.tokenForm(code, assertion)), INVALID_CLIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "RS512", "rs256"})
    void tokenWhenAlgorithmIsNotRs256ThenRefuses(String algorithm) throws Exception {
        String code = app.code("RegisteredClient");
        long now = clock.instant().toEpochMilli();
        String assertion = app.signed(app.header(algorithm), MobileApp.claims(app.id(), code, now, now + 60_000));

        refuses(app.requestToken(app.tokenForm(code, assertion)), INVALID_CLIENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b", "a.b.c", "e30=.e30=.", "..", "e30=.e30=.AA=="})
    void tokenWhenAssertionIsBrokenThenRefuses(String assertion) throws Exception {
        String code = app.code("RegisteredClient");

        refuses(app.requestToken(app.tokenForm(code, assertion)), INVALID_CLIENT);
    }

    @Test
    void tokenWhenAssertionTypeIsMissingThenRefuses() throws Exception {
        Map<String, String> form = new HashMap<>(app.tokenForm(app.code("RegisteredClient")));
        form.remove("client_assertion_type");

        refuses(app.requestToken(form), INVALID_CLIENT);
    }

    @Test
    void tokenWhenClientIsForgottenThenItMustRegisterAgain() throws Exception {
        String code = app.code("RegisteredClient");

        server.forgetClients();

        HttpResponse<String> response = app.requestToken(app.tokenForm(code));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"errorCode\":\"INVALID_CLIENT_ID\"");
    }

    @Test
    void authorizeWhenCheckIsNotPassedThenRedirectsWithAnError() throws Exception {
        HttpResponse<String> response = app.authorize("accessRestricted", app.redirectUri());

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).contains(app.redirectUri() + "?error=access_denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/az/v1/authorization/redirect/ID",
                "//evil.example/az/v1/authorization/redirect/ID",
                "https://shop.example.evil.example/az/v1/authorization/redirect/ID",
                "https://shop.example@evil.example/az/v1/authorization/redirect/ID",
                "https://shop.example/mfp/api/az/v1/authorization/redirect/another",
                "https://shop.example/elsewhere",
                "https://mfpredirecturi.evil.example",
                "javascript:alert(1)",
                "not a uri",
                ""
            })
    void authorizeWhenRedirectUriIsForeignThenDoesNotRedirect(String uri) throws Exception {
        HttpResponse<String> response = app.authorize("RegisteredClient", uri.replace("ID", app.id()));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Location")).isEmpty();
        assertThat(response.body()).contains("\"errorCode\":\"INVALID_REDIRECT_URI\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mfpredirecturi",
                "http://mfpredirecturi",
                "/mfp/api/az/v1/authorization/redirect/ID",
                "https://shop.example/mfp/api/az/v1/authorization/redirect/ID"
            })
    void authorizeWhenRedirectUriIsTheClientsThenRedirects(String uri) throws Exception {
        String own = uri.replace("ID", app.id());

        HttpResponse<String> response = app.authorize("RegisteredClient", own);

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location").orElseThrow()).startsWith(own + "?code=");
    }

    @Test
    void authorizeWhenClientIsUnknownThenSaysSo() throws Exception {
        HttpResponse<String> response = new MobileApp(server).authorize("RegisteredClient", "https://mfpredirecturi");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("INVALID_CLIENT_ID");
    }

    @Test
    void heartbeatWhenAssertionIsValidThenAcceptsIt() throws Exception {
        Map<String, String> form =
                Map.of("client_assertion", app.assertion(null), "client_assertion_type", ClientAssertions.TYPE);

        assertThat(app.post("/preauth/v1/heartbeat", "application/x-www-form-urlencoded", MobileApp.form(form))
                        .statusCode())
                .isEqualTo(200);
        assertThat(app.post("/preauth/v1/heartbeat", "application/x-www-form-urlencoded", "a=b")
                        .statusCode())
                .isEqualTo(400);
        assertThat(app.postJson("/loguploader", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void corsWhenOriginIsAllowedThenPageMayReadTheHeaders() throws Exception {
        HttpResponse<String> preflight = app.send(app.request("/preauth/v1/preauthorize")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,x-requested-with")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://shop.example");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("content-type,x-requested-with");

        HttpResponse<String> response = app.send(app.request("/registration/v1/self")
                .header("Origin", "https://shop.example")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(app.signedRegistration(app.registration()))));
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
        assertThat(response.headers()
                        .firstValue("Access-Control-Expose-Headers")
                        .orElseThrow())
                .contains("Location", "WWW-Authenticate", "MFP-Conflict");
    }

    @Test
    void corsWhenOriginIsForeignThenRefusesThePreflight() throws Exception {
        HttpResponse<String> preflight = app.send(app.request("/az/v1/token")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(preflight.statusCode()).isEqualTo(403);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void corsWhenAFaultIsArmedThenPageMayReadItAndThePreflightIsAnswered() throws Exception {
        server.failClients(Fault.status(503), 1);

        HttpResponse<String> preflight = app.send(app.request("/preauth/v1/preauthorize")
                .header("Origin", "https://shop.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
        HttpResponse<String> failed = app.send(app.request("/preauth/v1/preauthorize")
                .header("Origin", "https://shop.example")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
    }

    @Test
    void corsWhenOriginIsForeignAndAFaultIsArmedThenPageMayNotReadIt() throws Exception {
        server.failClients(Fault.status(503));

        HttpResponse<String> failed = app.send(app.request("/preauth/v1/preauthorize")
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private static void refuses(HttpResponse<String> response, String body) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo(body);
    }
}
