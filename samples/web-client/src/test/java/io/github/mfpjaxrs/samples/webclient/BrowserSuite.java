package io.github.mfpjaxrs.samples.webclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.github.mfpjaxrs.security.testkit.MobileFirstServerBuilder;
import io.github.mfpjaxrs.security.testkit.SecurityCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Tests IBM's SDK in a browser against this library. Each test asserts what the user sees and which requests reached
 * the service and the authorization server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserSuite {

    private static final String NO_TOKEN = "Bearer";
    private static final String INVALID_TOKEN = "Bearer error=\"invalid_token\"";
    private static final String LACKS_SCOPE = "Bearer error=\"insufficient_scope\", scope=\"accessRestricted\"";

    /**
     * Long timeouts, because the first call loads classes, and a busy machine must not look like a failed authorization
     * server.
     */
    private static final Map<String, String> PATIENT =
            Map.of("mfp.timeout.connect", "PT1M", "mfp.timeout.read", "PT1M", "mfp.timeout.total", "PT1M");

    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);
    private static final Duration SHORT_LIFETIME = Duration.ofSeconds(5);

    private final Browser browser = new Browser();
    private final MovedClock clock = new MovedClock();
    private final Wire.Recording wire = new Wire.Recording();
    private WebClient client;
    private MobileFirstServer server;

    /** Returns a launcher for the runtime that the subclass tests. */
    abstract Service.Launcher launcher();

    @BeforeAll
    void start() {
        start(PATIENT, Origins.EXPOSED, TOKEN_LIFETIME);
    }

    private void start(Map<String, String> settings, String exposed, Duration tokenLifetime) {
        MobileFirstServerBuilder authorization = MobileFirstServer.builder()
                .clock(clock)
                .clientTokenLifetime(tokenLifetime)
                .securityCheck(SecurityCheck.named(SecurityCheck.USER_LOGIN).loginLifetime(Duration.ofHours(8)))
                .securityCheck(SecurityCheck.named("PinCode"))
                .scopeElement("accessRestricted", SecurityCheck.USER_LOGIN)
                .scopeElement("premium", "PinCode");
        Path sdk = Path.of(System.getProperty("web-client.sdk"));
        client = new WebClient(
                sdk, authorization, new WebClient.Setup(wire.before(launcher()), settings, exposed, passed -> {}), 0);
        server = client.server();
    }

    private void restart(Map<String, String> settings, String exposed) {
        restart(settings, exposed, TOKEN_LIFETIME);
    }

    private void restart(Map<String, String> settings, String exposed, Duration tokenLifetime) {
        client.close();
        start(settings, exposed, tokenLifetime);
    }

    @BeforeEach
    void reset() {
        clock.reset();
        server.recover();
        server.listen();
        server.forgetClients();
        server.resetCounters();
        wire.clear();
    }

    @AfterAll
    void stop() {
        browser.close();
        client.close();
    }

    @Test
    void greetingWhenNoTokenThenSdkObtainsOneAndCallsAgain() {
        AccountPage page = browser.visit(client.page());

        String seen = page.press("Greeting");

        assertThat(seen).isEqualTo("Hello, guest");
        assertThat(page.asksForLogin()).isFalse();
        assertThat(wire.statuses()).containsExactly(401, 200);
        assertThat(wire.challenges()).containsExactly(NO_TOKEN);
        assertThat(wire.passed()).extracting(Passed::withToken).containsExactly(false, true);
        assertThat(server.registeredClients()).hasSize(1);
        assertThat(server.introspections()).isEqualTo(1);
    }

    @Test
    void ratesWhenMethodIsOpenThenSdkNeedsNoToken() {
        AccountPage page = browser.visit(client.page());

        String seen = page.press("Rates");

        assertThat(seen).isEqualTo("1 EUR = 1.08 USD");
        assertThat(wire.statuses()).containsExactly(200);
        assertThat(server.registeredClients()).isEmpty();
        assertThat(server.introspections()).isZero();
    }

    @Test
    @Tag("K9")
    void balanceWhenUserLogsInThenPermittedAtOnceAlthoughTheAnswerWasCached() {
        AccountPage page = browser.visit(client.page());
        page.press("Greeting");

        String asked = page.press("Balance");
        boolean formShown = page.asksForLogin();
        String seen = page.logIn("john", "john");

        assertThat(asked).isEqualTo("Log in to continue.");
        assertThat(formShown).isTrue();
        assertThat(seen).isEqualTo("Balance of john: 100.00 EUR");
        assertThat(page.user()).isEqualTo("John");
        assertThat(page.asksForLogin()).isFalse();
        assertThat(wire.statusesOf("/accounts/balance")).containsExactly(401, 403, 200);
        assertThat(wire.challenges()).containsExactly(NO_TOKEN, NO_TOKEN, LACKS_SCOPE);
        assertThat(server.registeredClients())
                .singleElement()
                .satisfies(
                        registered -> assertThat(registered.logins()).containsEntry(SecurityCheck.USER_LOGIN, "john"));
    }

    @Test
    @Tag("K9")
    void statementWhenUserLoggedInAtAnotherTabThenTheTokenOfThisTabIsPermitted() {
        AccountPage first = browser.visit(client.page());
        first.press("Greeting");
        String token = first.tokens().get(0);
        AccountPage second = browser.tab(client.page());
        second.press("Balance");
        second.logIn("john", "john");

        String seen = first.press("Statement");

        assertThat(seen).isEqualTo("Statement of john: no transactions");
        assertThat(first.asksForLogin()).isFalse();
        assertThat(first.tokens()).contains(token);
        assertThat(second.clientId()).isEqualTo(first.clientId());
        assertThat(server.registeredClients()).hasSize(1);
    }

    @Test
    @Tag("C6")
    void offersWhenEitherScopeSufficesThenOneCheckAsks() {
        AccountPage page = browser.visit(client.page());

        page.press("Offers");
        String seen = page.logIn("john", "john");

        assertThat(seen).isEqualTo("Offers for john: none today");
        assertThat(wire.statuses()).containsExactly(401, 403, 200);
        assertThat(wire.challenges()).containsExactly(NO_TOKEN, LACKS_SCOPE);
        assertThat(server.registeredClients())
                .singleElement()
                .satisfies(registered -> assertThat(registered.logins()).containsOnlyKeys(SecurityCheck.USER_LOGIN));
    }

    @Test
    void transferWhenTokenWasRevokedThenSdkObtainsANewOneAndTheUserStaysLoggedIn() {
        AccountPage page = loggedIn();
        List<String> before = page.tokens();
        before.forEach(server::revoke);

        String seen = page.press("Transfer 10 EUR");

        assertThat(seen).isEqualTo("Transferred 10.00 EUR for john");
        assertThat(page.user()).isEqualTo("John");
        assertThat(page.asksForLogin()).isFalse();
        assertThat(wire.statuses()).containsExactly(401, 200);
        assertThat(wire.challenges()).containsExactly(INVALID_TOKEN);
        assertThat(page.tokens()).isNotEqualTo(before);
    }

    @Test
    void transferWhenUserWasLoggedOutAtTheServerThenLoginIsAskedAgain() {
        AccountPage page = loggedIn();
        server.logOut("john");

        String asked = page.press("Transfer 10 EUR");
        String seen = page.logIn("mary", "mary");

        assertThat(asked).isEqualTo("Log in to continue.");
        assertThat(seen).isEqualTo("Transferred 10.00 EUR for mary");
        assertThat(page.user()).isEqualTo("Mary");
        assertThat(wire.challenges()).isNotEmpty().containsOnly(LACKS_SCOPE);
        assertThat(wire.statuses()).endsWith(200);
    }

    @Test
    void transferWhenUserLogsOutThenLoginIsAskedAgain() {
        AccountPage page = loggedIn();

        String loggedOut = page.press("Log out");
        String asked = page.press("Transfer 10 EUR");

        assertThat(loggedOut).isEqualTo("You are logged out.");
        assertThat(asked).isEqualTo("Log in to continue.");
        assertThat(page.user()).isEqualTo("nobody");
        assertThat(page.asksForLogin()).isTrue();
        assertThat(server.registeredClients())
                .allSatisfy(registered -> assertThat(registered.logins()).isEmpty());
    }

    @Test
    @Tag("I13")
    void transferWhenDeviceIsDisabledThenRefusedAndTheTokenIsKept() {
        AccountPage page = loggedIn();
        List<String> tokens = page.tokens();
        server.disableDevice(server.registeredClients().get(0).deviceId());

        String seen = page.press("Transfer 10 EUR");

        assertThat(seen).isEqualTo("You are not permitted to do this.");
        assertThat(page.tokens()).containsAll(tokens);
        assertThat(wire.statuses()).isNotEmpty().containsOnly(403);
        // The SDK sends its current token five times, and then sends the token that the page lets it obtain five times.
        assertThat(wire.statuses().size()).isLessThanOrEqualTo(10);
        assertThat(wire.challenges()).containsOnly(LACKS_SCOPE);
    }

    @Test
    @Tag("M1")
    void transferWhenServerReportsAConflictThenSdkSendsTheRequestAgain() {
        AccountPage page = loggedIn();
        page.tokens().forEach(token -> server.conflict(token, 2));

        String seen = page.press("Transfer 10 EUR");

        assertThat(seen).isEqualTo("Transferred 10.00 EUR for john");
        assertThat(wire.statuses()).containsExactly(409, 409, 200);
        assertThat(wire.challenges()).isEmpty();
    }

    @Test
    @Tag("M1")
    void transferWhenConflictDoesNotEndThenSdkGivesUpAndTheTokenIsKept() {
        AccountPage page = loggedIn();
        List<String> tokens = page.tokens();
        tokens.forEach(server::conflict);

        String seen = page.press("Transfer 10 EUR");

        assertThat(seen).startsWith("The server is busy");
        assertThat(page.tokens()).isEqualTo(tokens);
        assertThat(wire.statuses()).hasSize(8).containsOnly(409);
    }

    @Test
    @Tag("M3")
    void transferWhenServerIsDownForFiveSecondsThenTheUserStaysLoggedIn() {
        AccountPage page = loggedIn();
        List<String> tokens = page.tokens();
        server.failIntrospection(Fault.status(503));

        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> page.press("Transfer 10 EUR").startsWith("Try again later, in "));
        boolean asked = page.asksForLogin();
        List<Integer> refused = wire.statuses();
        server.recover();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> page.press("Transfer 10 EUR").equals("Transferred 10.00 EUR for john"));

        assertThat(asked).isFalse();
        assertThat(refused).isNotEmpty().containsOnly(503);
        assertThat(wire.challenges()).isEmpty();
        assertThat(page.tokens()).isEqualTo(tokens);
        assertThat(page.user()).isEqualTo("John");
    }

    @Test
    void transferWhenServerRefusesConnectionsThenTheUserStaysLoggedIn() {
        AccountPage page = loggedIn();
        List<String> tokens = page.tokens();
        server.stopListening();

        String seen = page.press("Transfer 10 EUR");
        server.listen();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> page.press("Transfer 10 EUR").equals("Transferred 10.00 EUR for john"));

        assertThat(seen).startsWith("Try again later, in ").endsWith("You stay logged in.");
        assertThat(page.tokens()).isEqualTo(tokens);
        assertThat(page.user()).isEqualTo("John");
    }

    @Test
    void balanceWhenPasswordIsWrongThreeTimesThenTheLoginFails() {
        AccountPage page = browser.visit(client.page());
        page.press("Balance");

        page.logIn("john", "wrong");
        String afterTheFirst = page.loginError();
        page.logIn("john", "wrong");
        String afterTheSecond = page.loginError();
        String seen = page.logIn("john", "wrong");

        assertThat(afterTheFirst).endsWith("Attempts left: 2.");
        assertThat(afterTheSecond).endsWith("Attempts left: 1.");
        assertThat(seen).isEqualTo("You are not permitted to do this.");
        assertThat(page.asksForLogin()).isFalse();
        assertThat(page.user()).isEqualTo("nobody");
        assertThat(wire.statuses()).containsExactly(401, 403);
    }

    @Test
    void balanceWhenLoginIsCancelledThenThePageSaysSo() {
        AccountPage page = browser.visit(client.page());
        page.press("Balance");

        String seen = page.cancelLogin();
        String asked = page.press("Balance");

        assertThat(seen).isEqualTo("You cancelled the login.");
        assertThat(asked).isEqualTo("Log in to continue.");
    }

    @Test
    void transferWhenLoginExpiresWhileThePageIsOpenThenLoginIsAskedAgain() {
        AccountPage page = loggedIn();
        server.expireCheck(page.tokens().get(0), "accessRestricted");

        String asked = page.press("Transfer 10 EUR");
        String seen = page.logIn("john", "john");

        assertThat(asked).isEqualTo("Log in to continue.");
        assertThat(seen).isEqualTo("Transferred 10.00 EUR for john");
        assertThat(wire.statuses()).endsWith(200);
        assertThat(wire.challenges()).isNotEmpty().containsOnly(LACKS_SCOPE);
    }

    @Test
    void transferWhenLoginLifetimeEndsWhileThePageIsOpenThenLoginIsAskedAgain() {
        AccountPage page = loggedIn();
        clock.advance(Duration.ofHours(8));

        String asked = page.press("Transfer 10 EUR");
        String seen = page.logIn("john", "john");

        assertThat(asked).isEqualTo("Log in to continue.");
        assertThat(seen).isEqualTo("Transferred 10.00 EUR for john");
        assertThat(wire.challenges()).startsWith(INVALID_TOKEN);
    }

    @Test
    @Tag("I7")
    void transferWhenTokenExpiresWhileThePageIsOpenThenSdkObtainsANewOneAndTheUserStaysLoggedIn() {
        AccountPage page = loggedIn();
        List<String> before = page.tokens();
        clock.advance(TOKEN_LIFETIME);

        String seen = page.press("Transfer 10 EUR");

        assertThat(seen).isEqualTo("Transferred 10.00 EUR for john");
        assertThat(page.asksForLogin()).isFalse();
        assertThat(page.user()).isEqualTo("John");
        assertThat(wire.statuses()).containsExactly(401, 200);
        assertThat(wire.challenges()).containsExactly(INVALID_TOKEN);
        assertThat(page.tokens()).isNotEqualTo(before);
    }

    @Test
    @Tag("I7")
    void transferWhenSdkKnowsThatTheTokenHasExpiredThenItObtainsANewOneFirstAndTheUserStaysLoggedIn() {
        restart(PATIENT, Origins.EXPOSED, SHORT_LIFETIME);
        try {
            AccountPage page = loggedIn();
            List<String> before = page.tokens();
            await().atMost(Duration.ofSeconds(60)).until(page::tokensHaveExpired);

            String seen = page.press("Transfer 10 EUR");

            assertThat(seen).isEqualTo("Transferred 10.00 EUR for john");
            assertThat(page.asksForLogin()).isFalse();
            assertThat(page.user()).isEqualTo("John");
            assertThat(wire.statuses()).containsExactly(200);
            assertThat(page.tokens()).isNotEqualTo(before);
        } finally {
            restart(PATIENT, Origins.EXPOSED);
        }
    }

    @Test
    void transferWhenServerHasForgottenTheClientThenSdkRegistersAgain() {
        AccountPage page = loggedIn();
        String before = page.clientId();
        server.forgetClients();
        server.revokeAll();

        String asked = page.press("Transfer 10 EUR");
        String seen = page.logIn("john", "john");

        assertThat(asked).isEqualTo("Log in to continue.");
        assertThat(seen).isEqualTo("Transferred 10.00 EUR for john");
        assertThat(page.clientId()).isNotEqualTo(before);
        assertThat(wire.challenges()).startsWith(INVALID_TOKEN);
    }

    @Test
    @Tag("C9")
    void balanceWhenPageHasAnotherOriginThenLoginWorksAsWell() {
        AccountPage page = browser.visit(client.otherPage());

        page.press("Balance");
        String seen = page.logIn("john", "john");

        assertThat(seen).isEqualTo("Balance of john: 100.00 EUR");
        assertThat(wire.statusesOf("/accounts/balance")).containsExactly(401, 403, 200);
        assertThat(wire.preflights()).isNotEmpty().allSatisfy(preflight -> {
            assertThat(preflight.withToken()).isFalse();
            assertThat(preflight.status()).isBetween(200, 204);
        });
    }

    @Test
    @Tag("C9")
    void transferWhenPageHasAnotherOriginAndServerIsDownThenThePageCanReadRetryAfter() {
        AccountPage page = browser.visit(client.otherPage());
        page.press("Transfer 10 EUR");
        page.logIn("john", "john");
        server.failIntrospection(Fault.status(503));

        String seen = page.press("Transfer 10 EUR");

        assertThat(seen).startsWith("Try again later, in ");
    }

    @Test
    @Tag("C9")
    void greetingWhenPageHasAnotherOriginAndTheClientsEndpointsFailThenTryAgainLater() {
        AccountPage page = browser.visit(client.otherPage());
        server.failClients(Fault.status(503));

        String failed = page.press("Greeting");
        server.recover();
        String seen = page.press("Greeting");

        assertThat(failed).startsWith("Try again later");
        assertThat(page.log()).element(1).asString().endsWith("503");
        assertThat(seen).isEqualTo("Hello, guest");
    }

    @Test
    @Tag("C9")
    void balanceWhenFieldsAreNotExposedThenNoLoginStarts() {
        restart(PATIENT, "");
        try {
            AccountPage page = browser.visit(client.otherPage());

            String seen = page.press("Balance");

            assertThat(seen).isEqualTo("The service does not accept this login.");
            assertThat(page.asksForLogin()).isFalse();
            assertThat(wire.statusesOf("/accounts/balance")).containsExactly(401);
            assertThat(server.registeredClients()).isEmpty();
        } finally {
            restart(PATIENT, Origins.EXPOSED);
        }
    }

    @Test
    void balanceWhenRealmIsSetThenLoginWorksAsWell() {
        Map<String, String> settings = new HashMap<>(PATIENT);
        settings.put("mfp.realm", "accounts");
        restart(settings, Origins.EXPOSED);
        try {
            AccountPage page = browser.visit(client.page());

            page.press("Balance");
            String seen = page.logIn("john", "john");
            page.tokens().forEach(server::revoke);
            String again = page.press("Transfer 10 EUR");

            assertThat(seen).isEqualTo("Balance of john: 100.00 EUR");
            assertThat(again).isEqualTo("Transferred 10.00 EUR for john");
            assertThat(wire.challenges())
                    .isNotEmpty()
                    .allSatisfy(challenge -> assertThat(challenge).startsWith("Bearer realm=\"accounts\""));
        } finally {
            restart(PATIENT, Origins.EXPOSED);
        }
    }

    /**
     * Returns a page whose user has already transferred money, so that the next transfer needs only a single request.
     */
    private AccountPage loggedIn() {
        AccountPage page = browser.visit(client.page());
        page.press("Transfer 10 EUR");
        page.logIn("john", "john");
        wire.clear();
        server.resetCounters();
        return page;
    }
}
