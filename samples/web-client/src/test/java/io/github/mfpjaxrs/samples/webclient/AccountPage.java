package io.github.mfpjaxrs.samples.webclient;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** The page in a browser tab, as the user sees it. */
final class AccountPage {

    /** The states in which the page waits for the user. */
    private static final Set<String> SETTLED = Set.of("ready", "done", "refused", "later", "login");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private final String tab;

    AccountPage(ChromeDriver driver, String tab) {
        this.driver = driver;
        this.tab = tab;
    }

    /** Presses a button and returns the message that the page then shows. */
    String press(String button) {
        here().findElement(Browser.named(button)).click();
        return settled();
    }

    /** Answers the challenge and returns the message that the page then shows. */
    String logIn(String user, String password) {
        WebElement form = here().findElement(By.id("login"));
        form.findElement(By.name("username")).sendKeys(user);
        form.findElement(By.name("password")).sendKeys(password);
        form.findElement(By.cssSelector("button[type=submit]")).click();
        return settled();
    }

    String cancelLogin() {
        here().findElement(By.id("cancel")).click();
        return settled();
    }

    boolean asksForLogin() {
        return here().findElement(By.id("login")).isDisplayed();
    }

    String loginError() {
        return here().findElement(By.id("login-error")).getText();
    }

    /** Returns the user's name, or {@code nobody} if no user is logged in. */
    String user() {
        return here().findElement(By.id("user")).getText();
    }

    String state() {
        return here().findElement(By.id("message")).getDomAttribute("data-state");
    }

    /** Returns the calls made so far and their outcomes, newest first. */
    List<String> log() {
        return here().findElements(By.cssSelector("#log li")).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** Returns the values of all tokens that the SDK keeps in this tab. */
    List<String> tokens() {
        return ((List<?>) ofTokens("tokens.map((token) => token.value)"))
                .stream().map(String.class::cast).toList();
    }

    /** Whether all of the SDK's tokens have expired according to the browser's clock. */
    boolean tokensHaveExpired() {
        return (boolean) ofTokens("tokens.every((token) => token.expiration <= Date.now())");
    }

    private Object ofTokens(String expression) {
        here();
        return driver.executeScript("""
            const key = Object.keys(sessionStorage).find((each) => each.endsWith('com.mfp.scope.token.mapping'));
            const all = key ? Object.values(JSON.parse(sessionStorage.getItem(key)) ?? {}) : [];
            const tokens = all.filter(Boolean);
            return %s;
            """.formatted(expression));
    }

    /** Returns the client id with which the SDK has registered this browser. */
    String clientId() {
        here();
        return (String) driver.executeScript("return WLAuthorizationManager.__getClientId()");
    }

    void awaitState(String state) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> state().equals(state));
    }

    private String settled() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> SETTLED.contains(state()));
        return here().findElement(By.id("message")).getText();
    }

    private ChromeDriver here() {
        driver.switchTo().window(tab);
        return driver;
    }
}
