package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M5")
class LoginTest {

    private static final String REMEMBER = "{\"username\":\"john\",\"password\":\"john\",\"rememberMe\":true}";

    private final TestClock clock = new TestClock();
    private final MobileFirstServer server = MobileFirstServer.builder()
            .clock(clock)
            .clientTokenLifetime(Duration.ofDays(10))
            .securityCheck(SecurityCheck.named("UserLogin")
                    .attempts(3)
                    .loginLifetime(Duration.ofMinutes(10))
                    .rememberMe(Duration.ofHours(5))
                    .blockedFor(Duration.ofMinutes(1)))
            .securityCheck(SecurityCheck.named("PinCode"))
            .scopeElement("accessRestricted", "UserLogin")
            .scopeElement("transfer", "UserLogin", "PinCode")
            .scopeElement("prices")
            .start();
    private final MobileApp app = new MobileApp(server);
    private final ResourceServer resources = new ResourceServer(server);

    @BeforeEach
    void register() throws Exception {
        app.at(clock.instant()).registered();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void preauthorizeWhenScopeNeedsNoCheckThenSucceedsWithTheServersTime() throws Exception {
        HttpResponse<String> response = app.preauthorize("RegisteredClient prices");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"successes\":{\"clockSynchronization\":{\"serverTimeStamp\":"
                        + clock.instant().toEpochMilli() + "}}}");
    }

    @Test
    void preauthorizeWhenScopeNeedsACheckThenChallenges() throws Exception {
        HttpResponse<String> response = app.preauthorize("accessRestricted");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("MFP-Challenge");
        assertThat(response.body())
                .isEqualTo("{\"challenges\":{\"UserLogin\":{\"errorMsg\":null,\"remainingAttempts\":3}}}");
    }

    @Test
    void preauthorizeWhenScopeIsUnknownThenRefusesWithoutChallenge() throws Exception {
        HttpResponse<String> response = app.preauthorize("whatever");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"errorCode\":\"INVALID_SCOPE\"");
    }

    @Test
    void preauthorizeWhenClientIsUnknownThenSaysSo() throws Exception {
        HttpResponse<String> response =
                app.postJson("/preauth/v1/preauthorize", "{\"client_id\":\"nobody\",\"scope\":\"RegisteredClient\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"errorCode\":\"INVALID_CLIENT_ID\"");
    }

    @Test
    void loginWhenPasswordIsRightThenLiveTokenGainsTheScope() throws Exception {
        String token = app.token("RegisteredClient");
        assertThat(resources.introspect(token).body())
                .contains("\"scope\":\"RegisteredClient prices\"", "\"username\":\"anonymous\"", "\"mfp-user\":null");

        HttpResponse<String> response = app.logIn("john", "john");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"UserLogin\":{\"user\":{\"id\":\"john\",\"displayName\":\"John\"");
        assertThat(resources.introspect(token).body())
                .contains(
                        "\"scope\":\"RegisteredClient accessRestricted prices\"",
                        "\"client_id\":\"" + app.id() + "\"",
                        "\"username\":\"john\"",
                        "\"authenticatedBy\":\"UserLogin\"",
                        "\"mfp-checks\":{\"UserLogin\":{}}",
                        "\"id\":\"" + MobileApp.DEVICE + "\",\"hardware\":\"Linux\",\"platform\":\"Chrome\"",
                        "\"id\":\"com.sample.bank\",\"clientPlatform\":\"web\"");
    }

    @Test
    void loginWhenPasswordIsWrongThenCountsDownAndFails() throws Exception {
        assertThat(app.logIn("john", "no").body())
                .isEqualTo("{\"challenges\":{\"UserLogin\":"
                        + "{\"errorMsg\":\"Wrong Credentials\",\"remainingAttempts\":2}}}");
        assertThat(app.answer("accessRestricted", "UserLogin", "{}").body())
                .contains("\"errorMsg\":\"Credentials not set properly\",\"remainingAttempts\":1");

        HttpResponse<String> last = app.logIn("nobody", "john");

        assertThat(last.statusCode()).isEqualTo(403);
        assertThat(last.body()).isEqualTo("{\"failures\":{\"UserLogin\":{\"failure\":\"Account blocked\"}}}");
        assertThat(app.logIn("john", "john").statusCode()).isEqualTo(403);
        assertThat(app.preauthorize("accessRestricted").statusCode()).isEqualTo(403);
    }

    @Test
    void loginWhenBlockHasExpiredThenStartsOver() throws Exception {
        for (int i = 0; i < 3; i++) {
            app.logIn("john", "no");
        }

        clock.advance(Duration.ofMinutes(1));

        assertThat(app.preauthorize("accessRestricted").body()).contains("\"remainingAttempts\":3");
        assertThat(app.logIn("john", "john").statusCode()).isEqualTo(200);
    }

    @Test
    void loginWhenAlreadyLoggedInThenKeepsTheUser() throws Exception {
        app.logIn("john", "john");

        assertThat(app.logIn("mary", "mary").body()).contains("\"id\":\"john\"");
        assertThat(app.logIn("mary", "wrong").statusCode()).isEqualTo(200);
    }

    @Test
    void loginWhenElementNeedsTwoChecksThenGrantsItAfterBoth() throws Exception {
        String token = app.token("RegisteredClient");
        assertThat(app.preauthorize("transfer").body()).contains("\"UserLogin\":", "\"PinCode\":");

        HttpResponse<String> first =
                app.answer("transfer", "UserLogin", "{\"username\":\"mary\",\"password\":\"mary\"}");
        assertThat(first.statusCode()).isEqualTo(401);
        assertThat(first.body()).startsWith("{\"successes\":{\"UserLogin\":").contains("\"challenges\":{\"PinCode\":");
        assertThat(resources.introspect(token).body())
                .contains("accessRestricted")
                .doesNotContain("transfer");
        app.answer("transfer", "PinCode", "{\"username\":\"mary\",\"password\":\"mary\"}");

        assertThat(resources.introspect(token).body()).contains("transfer", "PinCode");
    }

    @Test
    void introspectionWhenLoginHasExpiredThenLosesTheScopeOnly() throws Exception {
        app.logIn("john", "john");
        String token = app.token("accessRestricted");

        clock.advance(Duration.ofMinutes(10));

        assertThat(resources.introspect(token).body())
                .contains("\"active\":true", "\"scope\":\"RegisteredClient prices\"", "\"username\":\"anonymous\"");
        assertThat(app.preauthorize("accessRestricted").statusCode()).isEqualTo(401);
    }

    @Test
    void preauthorizeWhenUserIsRememberedThenLogsInWithoutChallenge() throws Exception {
        app.answer("accessRestricted", "UserLogin", REMEMBER);
        String token = app.token("accessRestricted");
        clock.advance(Duration.ofMinutes(10));
        assertThat(resources.introspect(token).body()).contains("anonymous");

        assertThat(app.preauthorize("accessRestricted").statusCode()).isEqualTo(200);

        assertThat(resources.introspect(token).body()).contains("\"username\":\"john\"", "accessRestricted");
        clock.advance(Duration.ofHours(5));
        assertThat(app.preauthorize("accessRestricted").statusCode()).isEqualTo(401);
    }

    @Test
    void logOutWhenRememberedThenForgetsTheUser() throws Exception {
        app.answer("accessRestricted", "UserLogin", REMEMBER);
        String token = app.token("accessRestricted");

        assertThat(app.logOut("UserLogin").statusCode()).isEqualTo(200);

        assertThat(resources.introspect(token).body())
                .contains("\"active\":true")
                .doesNotContain("accessRestricted");
        assertThat(app.preauthorize("accessRestricted").statusCode()).isEqualTo(401);
    }

    @Test
    void logOutWhenAssertionIsMissingThenRefuses() throws Exception {
        app.logIn("john", "john");

        HttpResponse<String> response =
                app.postJson("/preauth/v1/logout", "{\"client_id\":\"" + app.id() + "\",\"name\":\"UserLogin\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(server.registeredClients().get(0).logins()).isEqualTo(Map.of("UserLogin", "john"));
    }

    @Test
    void logOutByServerWhenUserHasSeveralClientsThenEndsAllLogins() throws Exception {
        MobileApp second = new MobileApp(server).at(clock.instant()).registered();
        MobileApp others = new MobileApp(server).at(clock.instant()).registered();
        app.answer("accessRestricted", "UserLogin", REMEMBER);
        second.logIn("john", "john");
        others.logIn("mary", "mary");

        server.logOut("john");

        assertThat(app.preauthorize("accessRestricted").statusCode()).isEqualTo(401);
        assertThat(second.preauthorize("accessRestricted").statusCode()).isEqualTo(401);
        assertThat(others.preauthorize("accessRestricted").statusCode()).isEqualTo(200);
    }

    @Test
    void expireLoginWhenUserIsLoggedInThenTokenLosesTheScopeUntilNextLogin() throws Exception {
        app.logIn("john", "john");
        String token = app.token("accessRestricted");

        server.expireLogin("john", "UserLogin");

        assertThat(resources.introspect(token).body()).doesNotContain("accessRestricted");
        app.logIn("john", "john");
        assertThat(resources.introspect(token).body()).contains("accessRestricted");
    }

    @Test
    void expireCheckWhenTokenIsOfARegisteredClientThenANewLoginGrantsItAgain() throws Exception {
        app.logIn("john", "john");
        String token = app.token("accessRestricted");

        server.expireCheck(token, "accessRestricted");

        assertThat(resources.introspect(token).body()).doesNotContain("accessRestricted");
        app.logIn("john", "john");
        assertThat(resources.introspect(token).body()).contains("accessRestricted");
    }

    @Test
    void disableDeviceWhenItIsRegisteredThenIntrospectionTells() throws Exception {
        String token = app.token("RegisteredClient");

        server.disableDevice(MobileApp.DEVICE);

        assertThat(resources.introspect(token).body()).contains("\"status\":\"DISABLED\"");
    }

    @Test
    void scopeElementWhenCheckDoesNotExistThenServerDoesNotStart() {
        assertThatThrownBy(() ->
                        MobileFirstServer.builder().scopeElement("a", "Nothing").start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Nothing");
    }

    @Test
    void userWhenConfiguredThenReplacesTheStandardUsers() throws Exception {
        try (MobileFirstServer other =
                MobileFirstServer.builder().user("eve", "s3cret", "Eve").start()) {
            MobileApp client = new MobileApp(other).registered();

            assertThat(client.logIn("john", "john").statusCode()).isEqualTo(401);
            assertThat(client.logIn("eve", "s3cret").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void failClientsWhenArmedThenResourceServersAreNotAffected() throws Exception {
        server.failClients(Fault.status(503));

        assertThat(app.preauthorize("RegisteredClient").statusCode()).isEqualTo(503);
        assertThat(resources.introspect("x").statusCode()).isEqualTo(200);

        server.recover();

        assertThat(app.preauthorize("RegisteredClient").statusCode()).isEqualTo(200);
    }
}
