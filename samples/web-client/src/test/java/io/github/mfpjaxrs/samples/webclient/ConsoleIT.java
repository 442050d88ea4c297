package io.github.mfpjaxrs.samples.webclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;

/** The buttons of the console page, each by its effect on a user of the service in another tab. */
class ConsoleIT {

    private static final String TRANSFERRED = "Transferred 10.00 EUR for john";
    private static final String LOGIN = "Log in to continue.";

    private final Wire.Recording wire = new Wire.Recording();
    private final Browser browser = new Browser();
    private WebClient client;
    private AccountPage page;
    private String consoleTab;

    @BeforeEach
    void logInAndOpenConsole() {
        WebClient.Setup setup = new WebClient.Setup(
                wire.before(JerseyService::new),
                Map.of("mfp.timeout.connect", "PT1M", "mfp.timeout.read", "PT1M", "mfp.timeout.total", "PT1M"),
                Origins.EXPOSED,
                passed -> {});
        client = new WebClient(
                Path.of(System.getProperty("web-client.sdk")),
                MobileFirstServer.builder().console(0),
                setup,
                0);
        page = browser.visit(client.page());
        page.press("Transfer 10 EUR");
        page.logIn("john", "john");
        ChromeDriver driver = browser.driver();
        driver.switchTo().newWindow(WindowType.TAB);
        consoleTab = driver.getWindowHandle();
        driver.get(client.server().consoleUrl().orElseThrow().toString());
        wire.clear();
    }

    @AfterEach
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
        client.server().resetCounters();
        press("//button[@data-operation='revoke-all-tokens']", "done.");
        press("//button[@data-operation='revoke-own-tokens']", "done.");

        assertThat(page.press("Transfer 10 EUR")).isEqualTo(TRANSFERRED);
        assertThat(wire.statuses()).containsExactly(401, 200);
        assertThat(client.server().tokenRequests()).isEqualTo(1);
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
        press("//tbody[@id='clients']//button[.='Disable device']", "is disabled.");
        String disabled = page.press("Transfer 10 EUR");
        press("//tbody[@id='clients']//button[.='Enable device']", "is active.");

        assertThat(disabled).isEqualTo("You are not permitted to do this.");
        assertThat(page.press("Transfer 10 EUR")).isEqualTo(TRANSFERRED);
    }

    @Test
    void faultWhenSwitchedOnThenTryAgainLaterUntilItIsSwitchedOff() {
        press("//select[@id='fault-name']/option[.='status']", "");
        press("//form[@id='fault-form']//button", "Switched on");
        String failing = page.press("Transfer 10 EUR");
        press("//button[.='Switch off']", "Switched off");
        awaitTransfer();

        press("//form[@id='fault-form']//button", "Switched on");
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
    void issueTokenWhenPressedThenTheServiceAcceptsIt() throws Exception {
        ChromeDriver driver = console();
        driver.findElement(By.cssSelector("#token-form [name=user]")).sendKeys("mary");
        press("//button[.='Issue a token']", "issued");
        await().until(() -> !driver.findElement(By.id("issued")).getText().isEmpty());
        String token = driver.findElement(By.id("issued")).getText();

        HttpRequest request = HttpRequest.newBuilder(URI.create(client.service() + "/accounts/balance"))
                .header("Authorization", "Bearer " + token)
                .build();
        String body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();

        assertThat(body).isEqualTo("Balance of mary: 100.00 EUR");
    }

    @Test
    void forgetClientsAndResetCountersWhenPressedThenSdkRegistersAgain() {
        String before = page.clientId();
        press("//button[@data-operation='forget-clients']", "done.");
        press("//button[@data-operation='revoke-all-tokens']", "done.");
        press("//button[@data-operation='reset-counters']", "done.");
        int counted = client.server().introspections();

        String asked = page.press("Transfer 10 EUR");

        assertThat(counted).isZero();
        assertThat(asked).isEqualTo(LOGIN);
        assertThat(page.logIn("john", "john")).isEqualTo(TRANSFERRED);
        assertThat(page.clientId()).isNotEqualTo(before);
    }

    private void awaitTransfer() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> page.press("Transfer 10 EUR").equals(TRANSFERRED));
    }

    /** Waits for the button, because the console follows the server's state, and for the console's confirmation. */
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
