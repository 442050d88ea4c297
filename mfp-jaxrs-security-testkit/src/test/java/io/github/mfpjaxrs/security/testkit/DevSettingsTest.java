package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each duration and number of the configuration file, by its effect on a client. */
@Tag("M7")
class DevSettingsTest {

    private static final String RIGHT = "{\"username\":\"eve\",\"password\":\"s3cret\",\"rememberMe\":true}";
    private static final String WRONG = "{\"username\":\"eve\",\"password\":\"guess\"}";

    private final TestClock clock = new TestClock();
    private final MobileFirstServer server = started("""
        {
          "users": [{"id": "eve", "password": "s3cret", "displayName": "Eve"}],
          "securityChecks": [
            {"name": "Pin", "attempts": 2, "loginSeconds": 60, "rememberMeSeconds": 600, "blockedSeconds": 30}
          ],
          "scopeElements": {"vault": ["Pin"], "prices": []},
          "clientTokenSeconds": 3600
        }
        """);
    private final MobileApp app = new MobileApp(server);
    private final ResourceServer resources = new ResourceServer(server);

    private MobileFirstServer started(String json) {
        MobileFirstServerBuilder builder = MobileFirstServer.builder().clock(clock);
        DevSettings.parse(json).applyTo(builder);
        return builder.start();
    }

    @BeforeEach
    void register() throws Exception {
        app.at(clock.instant()).registered();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void loginSecondsWhenOverThenTokenLosesTheScopeAndARememberedUserGetsItBack() throws Exception {
        app.answer("vault", "Pin", RIGHT);
        String token = app.token("vault");
        assertThat(resources.introspect(token).body()).contains("\"displayName\":\"Eve\"", "vault");

        clock.advance(Duration.ofSeconds(60));
        assertThat(resources.introspect(token).body())
                .contains("\"active\":true")
                .doesNotContain("vault");

        assertThat(app.preauthorize("vault").statusCode()).isEqualTo(200);
        assertThat(resources.introspect(token).body()).contains("vault");
    }

    @Test
    void rememberMeSecondsWhenOverThenTheUserIsChallenged() throws Exception {
        app.answer("vault", "Pin", RIGHT);

        clock.advance(Duration.ofSeconds(600));

        assertThat(app.preauthorize("vault").statusCode()).isEqualTo(401);
    }

    @Test
    void attemptsWhenUsedUpThenNoChallengeUntilTheBlockEnds() throws Exception {
        assertThat(app.answer("vault", "Pin", WRONG).body()).contains("\"remainingAttempts\":1");
        assertThat(app.answer("vault", "Pin", WRONG).statusCode()).isEqualTo(403);
        assertThat(app.preauthorize("vault").statusCode()).isEqualTo(403);

        clock.advance(Duration.ofSeconds(30));

        assertThat(app.preauthorize("vault").body()).contains("\"remainingAttempts\":2");
    }

    @Test
    void clientTokenSecondsWhenOverThenTheTokenIsInactive() throws Exception {
        String token = app.token("prices");
        assertThat(resources.introspect(token).body()).contains("\"active\":true", "prices");

        clock.advance(Duration.ofSeconds(3600));

        assertThat(resources.introspect(token).body()).contains("\"active\":false");
    }
}
