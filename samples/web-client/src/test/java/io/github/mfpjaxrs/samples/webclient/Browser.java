package io.github.mfpjaxrs.samples.webclient;

import java.io.File;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Headless Chromium. The installed chromedriver is used, so that nothing is downloaded at run time. */
final class Browser implements AutoCloseable {

    private final ChromeDriver driver;

    Browser() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium"));
        options.addArguments(
                "--headless=new",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--lang=en",
                "--force-color-profile=srgb");
        options.addArguments("--no-first-run", "--disable-extensions", "--disable-background-networking");
        if (System.getProperty("user.name").equals("root")) {
            // Chromium refuses to run as root with its sandbox enabled.
            options.addArguments("--no-sandbox");
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver"))
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
    }

    private static File program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> new File(directory, name))
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not on the PATH"));
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Opens the page as if the browser had never visited it. */
    AccountPage visit(URI page) {
        closeOtherTabs();
        driver.get(page + "/style.css");
        driver.executeScript("sessionStorage.clear()");
        driver.executeCdpCommand(
                "Storage.clearDataForOrigin", Map.of("origin", page.toString(), "storageTypes", "all"));
        return open(page);
    }

    /** Opens the page in another tab. */
    AccountPage tab(URI page) {
        driver.switchTo().newWindow(WindowType.TAB);
        return open(page);
    }

    private AccountPage open(URI page) {
        driver.get(page + "/");
        AccountPage opened = new AccountPage(driver, driver.getWindowHandle());
        opened.awaitState("ready");
        return opened;
    }

    private void closeOtherTabs() {
        String kept = driver.getWindowHandles().iterator().next();
        driver.getWindowHandles().stream().filter(tab -> !tab.equals(kept)).forEach(tab -> {
            driver.switchTo().window(tab);
            driver.close();
        });
        driver.switchTo().window(kept);
    }

    @Override
    public void close() {
        driver.quit();
    }

    static By named(String name) {
        return By.xpath("//button[normalize-space()='" + name + "']");
    }
}
