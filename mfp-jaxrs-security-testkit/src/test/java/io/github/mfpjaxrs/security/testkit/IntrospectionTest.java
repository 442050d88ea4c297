package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectionTest {

    private static final String INACTIVE = "{\"active\":false,\"scope\":null,\"username\":\"anonymous\","
            + "\"client_id\":null,\"exp\":0,\"mfp-application\":null,\"mfp-device\":null,\"mfp-user\":null,"
            + "\"mfp-checks\":null}";

    private final TestClock clock = new TestClock();
    private final MobileFirstServer server = MobileFirstServer.builder()
            .clock(clock)
            .client("accounts", "s3cret", "authorization.introspect", "other")
            .start();
    private final ResourceServer caller = new ResourceServer(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void introspectWhenUserIsAuthenticatedThenAnswersAsMobileFirst() throws Exception {
        String token = server.token()
                .scope("RegisteredClient accessRestricted")
                .clientId("c1")
                .user("john", "John")
                .userAttribute("k", "v")
                .device("d1", "ACTIVE")
                .application("com.sample.app", "ios", "1.0")
                .check("UserLogin", Map.of("a", "b"))
                .issue();

        HttpResponse<String> answer = caller.introspect(token);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json;charset=UTF-8");
        assertThat(answer.body())
                .isEqualTo("{\"active\":true,\"scope\":\"RegisteredClient accessRestricted\",\"client_id\":\"c1\","
                        + "\"username\":\"john\",\"exp\":1767326645678,\"isSuccessful\":true,"
                        + "\"mfp-application\":{\"id\":\"com.sample.app\",\"clientPlatform\":\"ios\",\"version\":\"1.0\"},"
                        + "\"mfp-device\":{\"id\":\"d1\",\"hardware\":\"iPhone9,1\",\"platform\":\"iOS 10\","
                        + "\"status\":\"ACTIVE\",\"displayName\":null},"
                        + "\"mfp-user\":{\"id\":\"john\",\"displayName\":\"John\",\"authenticatedAt\":1767323045678,"
                        + "\"authenticatedBy\":\"UserLogin\",\"attributes\":{\"k\":\"v\"}},"
                        + "\"mfp-checks\":{\"UserLogin\":{\"a\":\"b\"}}}");
    }

    @Test
    void introspectWhenNobodyIsAuthenticatedThenUserIsAnonymous() throws Exception {
        String token = server.token().user("john").anonymous().issue();

        assertThat(caller.introspect(token).body())
                .contains("\"scope\":\"RegisteredClient\"", "\"username\":\"anonymous\"", "\"mfp-user\":null")
                .contains("\"mfp-checks\":{}", "\"id\":\"" + AccessTokenBuilder.DEVICE_ID + "\"")
                .contains("\"id\":\"" + AccessTokenBuilder.APPLICATION_ID + "\"")
                .contains("\"client_id\":\"" + AccessTokenBuilder.APP_CLIENT_ID + "\"");
    }

    @Test
    void introspectWhenThereIsNoDeviceNorApplicationThenNulls() throws Exception {
        String token = server.token().withoutDevice().withoutApplication().issue();

        assertThat(caller.introspect(token).body()).contains("\"mfp-application\":null,\"mfp-device\":null");
    }

    @Test
    void introspectWhenTextNeedsEscapesThenWritesThem() throws Exception {
        String token = server.token().user("a\"\\\n\u00e9\ud83d\ude00").issue();

        assertThat(caller.introspect(token).body()).contains("\"username\":\"a\\\"\\\\\\u000a\u00e9\\ud83d\\ude00\"");
    }

    @Test
    void introspectWhenTokenIsUnknownThenInactive() throws Exception {
        assertThat(caller.introspect("unknown").body()).isEqualTo(INACTIVE);
    }

    @Test
    void introspectWhenTokenIsRevokedThenInactive() throws Exception {
        String revoked = server.issue("a");
        String kept = server.issue("a", "john");

        server.revoke(revoked);

        assertThat(caller.introspect(revoked).body()).isEqualTo(INACTIVE);
        assertThat(caller.introspect(kept).body()).contains("\"active\":true", "\"username\":\"john\"");
    }

    @Test
    void introspectWhenAllTokensAreRevokedThenInactiveButOwnTokenIsGood() throws Exception {
        String own = "Bearer " + caller.ownToken();
        String token = server.issue("a");

        server.revokeAll();

        assertThat(caller.introspect(own, token).body()).isEqualTo(INACTIVE);
    }

    @Test
    void introspectWhenTokenExpiresThenInactiveFromThatInstant() throws Exception {
        String token = server.token().lifetime(Duration.ofSeconds(10)).issue();
        String absolute =
                server.token().expiresAt(clock.instant().plusSeconds(10)).issue();

        clock.advance(Duration.ofMillis(9_999));
        assertThat(caller.introspect(token).body()).contains("\"active\":true");
        assertThat(caller.introspect(absolute).body()).contains("\"active\":true");
        clock.advance(Duration.ofMillis(1));

        assertThat(caller.introspect(token).body()).isEqualTo(INACTIVE);
        assertThat(caller.introspect(absolute).body()).isEqualTo(INACTIVE);
    }

    @Test
    void introspectWhenDeviceStatusChangesThenAnswersItAtOnce() throws Exception {
        String token = server.token().device("d1", "ACTIVE").issue();

        server.deviceStatus("d1", "STOLEN");
        assertThat(caller.introspect(token).body()).contains("\"active\":true", "\"status\":\"STOLEN\"");
        server.disableDevice("d1");

        assertThat(caller.introspect(token).body()).contains("\"active\":true", "\"status\":\"DISABLED\"");
    }

    @Test
    void introspectWhenCheckExpiresThenScopeElementIsLost() throws Exception {
        String token = server.token()
                .scope("a UserLogin b")
                .check("UserLogin", Map.of())
                .check("Pin", Map.of())
                .issue();

        server.expireCheck(token, "UserLogin");

        assertThat(caller.introspect(token).body()).contains("\"scope\":\"a b\"", "\"mfp-checks\":{\"Pin\":{}}");
    }

    @Test
    void introspectWhenTokenConflictsThenAnswersConflictWithHeader() throws Exception {
        String token = server.issue("a");

        server.conflict(token);

        HttpResponse<String> answer = caller.introspect(token);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("MFP-Conflict")).isPresent();
        assertThat(answer.body()).isEmpty();
        assertThat(caller.introspect(token).statusCode()).isEqualTo(409);
    }

    @Test
    void introspectWhenConflictIsCountedThenAnswersAfterIt() throws Exception {
        String token = server.issue("a");

        server.conflict(token, 1);

        assertThat(caller.introspect(token).statusCode()).isEqualTo(409);
        assertThat(caller.introspect(token).body()).contains("\"active\":true");
    }

    @Test
    void introspectWhenClaimsAreOverriddenThenAnswersThemRaw() throws Exception {
        String token = server.token()
                .claim("exp", "\"abc\"")
                .claim("aud", "[\"x\"]")
                .withoutClaim("scope")
                .issue();

        assertThat(caller.introspect(token).body())
                .contains("\"exp\":\"abc\"", "\"aud\":[\"x\"]")
                .doesNotContain("\"scope\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b/c==", "a~b%2Bc", "a b&c=d", "%", "\u00e9\u20ac", "a.b-c_d"})
    void introspectWhenTokenHoldsOddCharactersThenFindsItExactly(String value) throws Exception {
        server.token().value(value).user("odd").issue();

        assertThat(caller.introspect(value).body()).contains("\"username\":\"odd\"");
        assertThat(caller.introspect(value + " ").body()).isEqualTo(INACTIVE);
    }

    @Test
    void introspectWhenTokenHasItsOwnFaultThenOthersAreUntouched() throws Exception {
        String odd = server.token()
                .fault(Fault.answer(200, Map.of("Content-Type", "application/json"), new byte[] {'[', ']'}))
                .issue();
        String usual = server.issue("a");

        assertThat(caller.introspect(odd).body()).isEqualTo("[]");
        assertThat(caller.introspect(usual).body()).contains("\"active\":true");
        assertThat(caller.introspect("Bearer wrong", odd).statusCode()).isEqualTo(401);
    }

    @Test
    void introspectWhenOwnTokensAreRevokedThenUnauthorized() throws Exception {
        String own = "Bearer " + caller.ownToken();
        assertThat(caller.introspect(own, "x").statusCode()).isEqualTo(200);

        server.revokeOwnTokens();

        HttpResponse<String> answer = caller.introspect(own, "x");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer error=\"invalid_token\"");
    }

    @Test
    void introspectWhenOwnTokenHasExpiredThenUnauthorized() throws Exception {
        String own = "Bearer " + caller.ownToken();

        clock.advance(Duration.ofSeconds(3599));

        assertThat(caller.introspect(own, "x").statusCode()).isEqualTo(401);
    }

    @Test
    void introspectWhenOwnTokenLacksScopeThenForbidden() throws Exception {
        String token = server.issue("RegisteredClient");

        HttpResponse<String> answer = caller.introspect("Bearer " + token, token);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer error=\"insufficient_scope\", scope=\"authorization.introspect\"");
    }

    @Test
    void introspectWhenCallerUsesBasicThenUnauthorized() throws Exception {
        HttpResponse<String> answer = caller.introspect(ResourceServer.basic("accounts", "s3cret"), "x");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tok=x", "token=a&token=b", "token=%zz"})
    void introspectWhenTokenParameterIsNotThereOnceThenInvalidRequest(String form) throws Exception {
        HttpResponse<String> answer =
                caller.send(caller.request("/az/v1/introspection", "Bearer " + caller.ownToken(), form));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_request\"}");
    }

    @Test
    void introspectWhenTokenIsTheCallersOwnThenActiveWithoutDevice() throws Exception {
        String own = caller.ownToken();

        assertThat(caller.introspect("Bearer " + own, own).body())
                .contains("\"client_id\":\"accounts\"", "\"username\":\"anonymous\"", "\"mfp-device\":null");
    }

    @Test
    void issueWhenNoValueIsGivenThenLooksLikeAJws() {
        String token = server.issue("a");

        assertThat(token).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+").hasSizeBetween(700, 1500);
        assertThat(server.issue("a")).isNotEqualTo(token);
    }

    @Test
    void controlWhenTokenIsUnknownThenDoesNothing() throws Exception {
        server.revoke("unknown");
        server.conflict("unknown");
        server.expireCheck("unknown", "a");

        assertThat(caller.introspect("unknown").body()).isEqualTo(INACTIVE);
    }
}
