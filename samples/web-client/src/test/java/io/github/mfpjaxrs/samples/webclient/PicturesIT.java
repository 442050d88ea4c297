package io.github.mfpjaxrs.samples.webclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Takes the pictures for the documentation, but only on request, so that a normal build leaves the pictures unchanged.
 */
@EnabledIfSystemProperty(named = "web-client.pictures", matches = ".+")
class PicturesIT {

    private final Path pictures = Path.of(System.getProperty("web-client.pictures", ""));

    @Test
    void pageAndConsoleWhenUserHasLoggedInThenPicturesAreTaken() throws IOException {
        Path sdk = Path.of(System.getProperty("web-client.sdk"));
        WebClient.Setup setup = new WebClient.Setup(JerseyService::new, Map.of(), Origins.EXPOSED, passed -> {});
        try (WebClient client = new WebClient(sdk, MobileFirstServer.builder().console(0), setup, 0);
                Browser browser = new Browser()) {
            browser.driver().manage().window().setSize(new Dimension(760, 620));
            AccountPage page = browser.visit(client.page());
            page.press("Greeting");
            page.press("Balance");

            String seen = page.logIn("john", "john");
            take(browser.driver(), "web-client.png");
            browser.driver().get(client.server().consoleUrl().orElseThrow().toString());
            browser.driver().manage().window().setSize(new Dimension(1100, 900));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !browser.driver()
                            .findElements(By.cssSelector("#tokens tr[data-token]"))
                            .isEmpty());
            take(browser.driver(), "console.png");

            assertThat(seen).isEqualTo("Balance of john: 100.00 EUR");
        }
    }

    private void take(ChromeDriver driver, String name) throws IOException {
        Files.createDirectories(pictures);
        Files.write(pictures.resolve(name), driver.getScreenshotAs(OutputType.BYTES));
    }
}
