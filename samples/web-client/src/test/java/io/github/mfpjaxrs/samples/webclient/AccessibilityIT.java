package io.github.mfpjaxrs.samples.webclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.samples.webclient.Accessibility.Node;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;

/** Tests the page and the console for keyboard users, for screen reader users, and in both color schemes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessibilityIT {

    private final Browser browser = new Browser();
    private final Accessibility accessibility = new Accessibility(browser.driver());
    private WebClient client;

    @BeforeAll
    void start() {
        Map<String, String> patient =
                Map.of("mfp.timeout.connect", "PT1M", "mfp.timeout.read", "PT1M", "mfp.timeout.total", "PT1M");
        client = new WebClient(
                Path.of(System.getProperty("web-client.sdk")),
                MobileFirstServer.builder().console(0),
                new WebClient.Setup(JerseyService::new, patient, Origins.EXPOSED, passed -> {}),
                0);
    }

    @AfterAll
    void stop() {
        browser.close();
        client.close();
    }

    @Test
    void pageWhenReadByAScreenReaderThenEachControlHasANameAndOutcomesAreAnnounced() {
        pageThatAsksForLogin();

        List<Node> nodes = accessibility.nodes();

        assertThat(nodes)
                .filteredOn(Node::isControl)
                .hasSizeGreaterThan(10)
                .allSatisfy(control -> assertThat(control.name()).isNotBlank());
        assertThat(nodes)
                .contains(
                        new Node("button", "Transfer 10 EUR"),
                        new Node("textbox", "User"),
                        new Node("textbox", "Password"),
                        new Node("form", "Log in"))
                .extracting(Node::role)
                .contains("status", "alert", "heading", "main");
    }

    @Test
    void consoleWhenReadByAScreenReaderThenEachControlHasANameOfItsOwnAndOutcomesAreAnnounced() {
        consoleWithEverything();

        List<Node> nodes = accessibility.nodes();

        assertThat(nodes)
                .filteredOn(Node::isControl)
                .hasSizeGreaterThan(25)
                .allSatisfy(control -> assertThat(control.name()).isNotBlank());
        assertThat(nodes).filteredOn(node -> node.role().equals("button")).doesNotHaveDuplicates();
        assertThat(nodes)
                .extracting(Node::role)
                .contains("status", "log", "table", "columnheader", "rowheader", "region", "main");
    }

    @Test
    void pageWhenTabIsPressedThenTheFocusVisitsEachControlInTheOrderOfThePage() {
        pageThatAsksForLogin();

        assertThat(accessibility.tabOrder()).isEqualTo(accessibility.controls());
    }

    @Test
    void consoleWhenTabIsPressedThenTheFocusVisitsEachControlInTheOrderOfThePage() {
        consoleWithEverything();

        assertThat(accessibility.tabOrder()).isEqualTo(accessibility.controls());
    }

    @Test
    void loginWhenOnlyTheKeyboardIsUsedThenTheUserIsLoggedIn() {
        AccountPage page = browser.visit(client.page());
        ChromeDriver driver = browser.driver();
        driver.findElement(Browser.named("Balance")).sendKeys(Keys.ENTER);
        page.awaitState("login");

        driver.switchTo().activeElement().sendKeys("john", Keys.TAB);
        driver.switchTo().activeElement().sendKeys("john", Keys.ENTER);
        page.awaitState("done");

        assertThat(page.user()).isEqualTo("John");
        assertThat(driver.findElement(By.id("message")).getText()).isEqualTo("Balance of john: 100.00 EUR");
        assertThat(driver.switchTo().activeElement().getText()).isEqualTo("Balance");
    }

    @Test
    void consoleWhenAButtonOfARowIsPressedByKeyboardThenTheFocusStays() {
        consoleWithEverything();
        ChromeDriver driver = browser.driver();
        // Retries, because the console replaces its rows whenever the server's state changes.
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            driver.findElement(By.xpath("//button[starts-with(@aria-label, 'Revoke token')]"))
                    .sendKeys(Keys.SPACE);
            return true;
        });

        await().atMost(Duration.ofSeconds(60))
                .until(() -> driver.findElement(By.id("message")).getText().endsWith("is revoked."));

        assertThat(driver.switchTo().activeElement().getDomAttribute("id")).isEqualTo("tokens-heading");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void textsWhenSchemeIsPreferredThenHaveContrast(String scheme) {
        accessibility.prefer(scheme);

        pageThatAsksForLogin();
        assertThat(accessibility.faintTexts()).isEmpty();

        consoleWithEverything();
        assertThat(accessibility.faintTexts()).isEmpty();
    }

    private void pageThatAsksForLogin() {
        client.server().reset();
        AccountPage page = browser.visit(client.page());
        page.press("Balance");
        page.logIn("john", "wrong");
    }

    /**
     * Opens a console that shows a user's token, a resource server's token, a registered client, a disabled device, a
     * fault and an event.
     */
    private void consoleWithEverything() {
        MobileFirstServer server = client.server();
        server.reset();
        AccountPage page = browser.visit(client.page());
        page.press("Balance");
        page.logIn("john", "john");
        server.deviceStatus(server.registeredClients().get(0).deviceId(), "DISABLED");
        server.issue("accessRestricted", "mary");
        server.failToken(Fault.status(503));
        ChromeDriver driver = browser.driver();
        driver.get(server.consoleUrl().orElseThrow().toString());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> driver.findElements(By.cssSelector("#tokens tr[data-token]"))
                                        .size()
                                == 3
                        && !driver.findElements(By.cssSelector("#faults li")).isEmpty());
    }
}
