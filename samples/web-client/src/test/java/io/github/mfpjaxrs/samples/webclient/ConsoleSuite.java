package io.github.mfpjaxrs.samples.webclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** Tests each button on the console page by its effect on a user who uses the service in another tab. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConsoleSuite {

    private static final String TRANSFERRED = "Transferred 10.00 EUR for john";
    private static final String LOGIN = "Log in to continue.";

    private static final String LATER = "Try again later";

    /**
     * The timeouts are shorter than a drip, but long enough for a busy machine. The circuit breaker never opens, so
     * that each fault shows its own effect.
     */
    private static final Map<String, String> SETTINGS = Map.of(
            "mfp.timeout.connect", "PT4S",
            "mfp.timeout.read", "PT4S",
            "mfp.timeout.total", "PT4S",
            "mfp.circuit-breaker.window", "1000",
            "mfp.circuit-breaker.failures", "1000");

    /** What the user sees while each fault is switched on. A response that is merely delayed is still accepted. */
    private static final Map<String, String> EFFECTS = new TreeMap<>(Map.ofEntries(
            Map.entry("status", LATER),
            Map.entry("tooManyRequests", LATER),
            Map.entry("redirect", LATER),
            Map.entry("hang", LATER),
            Map.entry("blackHole", LATER),
            Map.entry("delay", TRANSFERRED),
            Map.entry("drip", LATER),
            Map.entry("dripHeaders", LATER),
            Map.entry("resetBeforeAnswer", LATER),
            Map.entry("resetInBody", LATER),
            Map.entry("garbage", LATER),
            Map.entry("notJson", LATER),
            Map.entry("wrongContentType", LATER),
            Map.entry("hugeBody", LATER),
            Map.entry("gzipBomb", LATER)));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Wire.Recording wire = new Wire.Recording();
    private final Browser browser = new Browser();
    private WebClient client;
    private MobileFirstServer server;
    private AccountPage page;
    private String consoleTab;

    /** Returns a launcher for the runtime that the subclass tests. */
    abstract Service.Launcher launcher();

    @BeforeAll
    void start() {
        client = new WebClient(
                Path.of(System.getProperty("web-client.sdk")),
                MobileFirstServer.builder().console(0),
                new WebClient.Setup(wire.before(launcher()), SETTINGS, Origins.EXPOSED, passed -> {}),
                0);
        server = client.server();
        // The first introspection is slow, because it loads classes.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> balance(server.issue("accessRestricted", "john")).contains("john"));
    }

    @BeforeEach
    void logInAndOpenConsole() {
        server.reset();
        page = browser.visit(client.page());
        page.press("Transfer 10 EUR");
        page.logIn("john", "john");
        ChromeDriver driver = browser.driver();
        driver.switchTo().newWindow(WindowType.TAB);
        consoleTab = driver.getWindowHandle();
        driver.get(server.consoleUrl().orElseThrow().toString());
        wire.clear();
        server.resetCounters();
    }

    @AfterAll
    void stop() {
        browser.close();
        client.close();
    }

    @Test
    void revokeWhenPressedThenSdkObtainsAnotherToken() {
        press("//tr[contains(., 'john')]//button[.='Revoke']", "is revoked.");

        assertThat(page.press("Transfer 10 EUR")).isEqualTo(TRANSFERRED);
        assertThat(wire.statuses()).containsExactly(401, 200);
    }

    @Test
    void revokeAllAndForgetOwnTokensWhenPressedThenBothAreObtainedAgain() {
        press("//button[@data-operation='revoke-all-tokens']", "done.");
        press("//button[@data-operation='revoke-own-tokens']", "done.");

        assertThat(page.press("Transfer 10 EUR")).isEqualTo(TRANSFERRED);
        assertThat(wire.statuses()).containsExactly(401, 200);
        assertThat(server.tokenRequests()).isEqualTo(1);
    }

    @Test
    void conflictOnceWhenPressedThenSdkSendsTheRequestAgain() {
        press("//tr[contains(., 'john')]//button[.='Conflict once']", "409");

        assertThat(page.press("Transfer 10 EUR")).isEqualTo(TRANSFERRED);
        assertThat(wire.statuses()).containsExactly(409, 200);
    }

    @Test
    void expireAndLogOutWhenPressedThenTheUserIsAskedToLogIn() {
        press("//button[.='Expire accessRestricted']", "has expired.");
        assertThat(page.press("Transfer 10 EUR")).isEqualTo(LOGIN);
        assertThat(page.logIn("john", "john")).isEqualTo(TRANSFERRED);

        press("//button[.='Expire UserLogin']", "has expired.");
        assertThat(page.press("Transfer 10 EUR")).isEqualTo(LOGIN);
        assertThat(page.logIn("john", "john")).isEqualTo(TRANSFERRED);

        press("//button[.='Log out john']", "is logged out everywhere.");
        assertThat(page.press("Transfer 10 EUR")).isEqualTo(LOGIN);
    }

    @Test
    void disableDeviceWhenPressedThenRefusedUntilItIsEnabled() {
        assertDeviceButtons("//tbody[@id='clients']", "//tbody[@id='clients']");
    }

    @Test
    void disableDeviceWhenPressedAtATokenThenRefusedUntilItIsEnabled() {
        assertDeviceButtons(
                "//tbody[@id='tokens']//tr[contains(., 'john')]", "//tbody[@id='tokens']//tr[contains(., 'DISABLED')]");
    }

    private void assertDeviceButtons(String active, String disabled) {
        press(active + "//button[.='Disable device']", "is disabled.");
        String refusal = page.press("Transfer 10 EUR");
        press(disabled + "//button[.='Enable device']", "is active.");

        assertThat(refusal).isEqualTo("You are not permitted to do this.");
        assertThat(page.press("Transfer 10 EUR")).isEqualTo(TRANSFERRED);
    }

    @Test
    void introspectionWhenItHappensThenTheConsoleShowsIt() {
        page.press("Transfer 10 EUR");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> console().findElement(By.id("events")).getText().contains("john, "));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> console()
                        .findElement(By.cssSelector("[data-count=introspections]"))
                        .getText()
                        .equals("1"));
    }

    @Test
    void faultWhenEachIsSwitchedOnThenTheServiceMeetsItUntilItIsSwitchedOff() {
        await().atMost(Duration.ofSeconds(60)).until(() -> !faultNames().isEmpty());
        assertThat(faultNames()).containsExactlyInAnyOrderElementsOf(EFFECTS.keySet());
        // Otherwise, the service would not call the server for 30 seconds after the 429.
        console().findElement(By.name("retryAfter")).sendKeys("1");

        EFFECTS.forEach((fault, effect) -> {
            wire.clear();
            server.resetCounters();
            switchOn(fault, "introspection");
            String shown = console().findElement(By.cssSelector("#faults li")).getText();
            String seen = page.press("Transfer 10 EUR");
            int reached = server.introspections();
            List<Integer> statuses = wire.statuses();
            press("//button[.='Switch off']", "Switched off");

            assertThat(shown).as(fault).contains(fault);
            assertThat(seen).as(fault).startsWith(effect);
            assertThat(reached).as(fault).isPositive();
            assertThat(statuses).as(fault).containsExactly(effect.equals(LATER) ? 503 : 200);
            awaitTransfer();
        });
        assertThat(page.user()).isEqualTo("John");
    }

    @Test
    void faultWhenSwitchedOnForAnEndpointThenOnlyItsCallersMeetIt() {
        switchOn("status", "token");
        assertThat(page.press("Transfer 10 EUR")).isEqualTo(TRANSFERRED);
        press("//button[@data-operation='revoke-own-tokens']", "done.");
        assertThat(page.press("Transfer 10 EUR")).startsWith(LATER);
        press("//button[.='Switch off']", "Switched off");
        awaitTransfer();

        switchOn("status", "client");
        assertThat(page.press("Transfer 10 EUR")).isEqualTo(TRANSFERRED);
        press("//tr[contains(., 'john')]//button[.='Revoke']", "is revoked.");
        assertThat(page.press("Transfer 10 EUR")).isNotEqualTo(TRANSFERRED);
        assertThat(wire.statuses()).endsWith(401);
        press("//button[.='Switch off']", "Switched off");
        awaitTransfer();

        switchOn("resetBeforeAnswer", "any");
        assertThat(page.press("Transfer 10 EUR")).startsWith(LATER);
        press("//button[.='Switch off']", "Switched off");
        awaitTransfer();
    }

    @Test
    void faultWhenForSomeCallsThenEndsByItself() {
        console().findElement(By.name("calls")).sendKeys("2");
        switchOn("notJson", "introspection");

        page.press("Transfer 10 EUR");
        page.press("Transfer 10 EUR");

        awaitTransfer();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> console().findElement(By.id("no-faults")).isDisplayed());
    }

    @Test
    void faultWhenBodyIsGivenThenTheServiceRefusesToReadItAsActive() {
        console().findElement(By.name("status")).sendKeys("200");
        console().findElement(By.name("body")).sendKeys("{\"active\":\"true\",\"scope\":\"accessRestricted\"}");
        switchOn("status", "introspection");

        assertThat(page.press("Transfer 10 EUR")).startsWith(LATER);
        assertThat(wire.statuses()).containsExactly(503);
    }

    @Test
    void faultWhenSwitchedOnThenTryAgainLaterUntilItIsSwitchedOff() {
        switchOn("status", "introspection");
        String failing = page.press("Transfer 10 EUR");
        press("//button[.='Switch off']", "Switched off");
        awaitTransfer();

        switchOn("status", "introspection");
        String failingAgain = page.press("Transfer 10 EUR");
        press("//button[@data-operation='recover']", "done.");
        awaitTransfer();

        assertThat(failing).startsWith("Try again later, in ");
        assertThat(failingAgain).startsWith("Try again later, in ");
        assertThat(page.user()).isEqualTo("John");
    }

    @Test
    void stopListeningWhenPressedThenTryAgainLaterUntilItListens() {
        press("//button[@data-operation='stop-listening']", "done.");
        String down = page.press("Transfer 10 EUR");
        press("//button[@data-operation='listen']", "done.");
        awaitTransfer();

        assertThat(down).startsWith("Try again later, in ");
        assertThat(page.user()).isEqualTo("John");
    }

    @Test
    void issueTokenWhenPressedThenTheServiceAcceptsIt() {
        ChromeDriver driver = console();
        driver.findElement(By.cssSelector("#token-form [name=user]")).sendKeys("mary");

        assertThat(balance(issued())).isEqualTo("Balance of mary: 100.00 EUR");
    }

    @Test
    void issueTokenWhenDeviceIsLostThenTheServiceRefusesIt() {
        ChromeDriver driver = console();
        driver.findElement(By.cssSelector("#token-form [name=device]")).sendKeys("phone");
        driver.findElement(By.xpath("//select[@name='deviceStatus']/option[.='LOST']"))
                .click();

        assertThat(call(issued()).statusCode()).isEqualTo(403);
    }

    private String issued() {
        press("//button[.='Issue a token']", "issued");
        WebElement issued = console().findElement(By.id("issued"));
        await().until(() -> !issued.getText().isEmpty());
        return issued.getText();
    }

    @Test
    void forgetClientsAndResetCountersWhenPressedThenSdkRegistersAgain() {
        String before = page.clientId();
        press("//button[@data-operation='forget-clients']", "done.");
        press("//button[@data-operation='revoke-all-tokens']", "done.");
        press("//button[@data-operation='reset-counters']", "done.");
        int counted = server.introspections();

        String asked = page.press("Transfer 10 EUR");

        assertThat(counted).isZero();
        assertThat(asked).isEqualTo(LOGIN);
        assertThat(page.logIn("john", "john")).isEqualTo(TRANSFERRED);
        assertThat(page.clientId()).isNotEqualTo(before);
    }

    private String balance(String token) {
        return call(token).body();
    }

    private HttpResponse<String> call(String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(client.service() + "/accounts/balance"))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).join();
    }

    private List<String> faultNames() {
        return console().findElements(By.cssSelector("#fault-name option")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private void switchOn(String fault, String endpoint) {
        ChromeDriver driver = console();
        await().atMost(Duration.ofSeconds(60)).until(() -> !faultNames().isEmpty());
        driver.findElement(By.cssSelector("#fault-form [name=at] option[value=" + endpoint + "]"))
                .click();
        press("//select[@id='fault-name']/option[.='" + fault + "']", "");
        press("//form[@id='fault-form']//button", "Switched on: " + fault + " at " + endpoint);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !driver.findElements(By.cssSelector("section.failing #faults li"))
                        .isEmpty());
    }

    private void awaitTransfer() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> page.press("Transfer 10 EUR").equals(TRANSFERRED));
    }

    /**
     * Waits for the button to appear, presses it, and waits for the console's confirmation. The button depends on the
     * server's state.
     */
    private void press(String button, String confirmation) {
        ChromeDriver driver = console();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            driver.findElement(By.xpath(button)).click();
            return true;
        });
        await().atMost(Duration.ofSeconds(60))
                .until(() -> driver.findElement(By.id("message")).getText().contains(confirmation));
    }

    private ChromeDriver console() {
        return (ChromeDriver) browser.driver().switchTo().window(consoleTab);
    }
}
