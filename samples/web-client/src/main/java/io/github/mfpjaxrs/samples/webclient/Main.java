package io.github.mfpjaxrs.samples.webclient;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;

/** Starts the service, the pages and the authorization server, prints their addresses, and runs until Ctrl-C. */
public final class Main {

    private static final String PORT = "web-client.port";
    private static final int DEFAULT_PORT = 8080;

    private Main() {}

    /**
     * Runs the sample. The exit code is 1 if the sample cannot start.
     *
     * @param arguments none
     * @throws IOException if logging cannot be configured
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (InputStream quiet = Main.class.getResourceAsStream("/web-client-logging.properties")) {
            LogManager.getLogManager().readConfiguration(quiet);
        }
        Path sdk = Path.of(System.getProperty("web-client.sdk", "target/npm/node_modules"));
        if (!Files.isDirectory(sdk.resolve("ibm-mfp-web-sdk"))) {
            fail("IBM's SDK is not in " + sdk + ". Is npm on the PATH?");
        }
        int port = Integer.getInteger(PORT, DEFAULT_PORT);
        try {
            WebClient client = new WebClient(sdk, MobileFirstServer.builder().console(port + 4), setup(), port);
            Runtime.getRuntime().addShutdownHook(new Thread(client::close));
            introduce(client);
        } catch (UncheckedIOException taken) {
            fail(taken.getMessage() + " (" + taken.getCause().getMessage() + "). Choose another first port with -D"
                    + PORT + "=...");
        }
        new CountDownLatch(1).await();
    }

    private static WebClient.Setup setup() {
        // The timeouts are long, because the first call loads classes. The maximum age is short, so that revocations
        // take effect soon.
        Map<String, String> settings = Map.of(
                "mfp.timeout.connect", "PT10S",
                "mfp.timeout.read", "PT10S",
                "mfp.timeout.total", "PT10S",
                "mfp.cache.max-age", "PT5S");
        return new WebClient.Setup(JerseyService::new, settings, Origins.EXPOSED, System.out::println);
    }

    private static void introduce(WebClient client) {
        System.out.println("Page:                           " + client.page() + "/");
        System.out.println("The page at another origin:     " + client.otherPage() + "/");
        System.out.println("Service:                        " + client.service() + "/accounts");
        System.out.println("Authorization server:           " + client.server().url());
        client.server().consoleUrl().ifPresent(url -> System.out.println("Its console:                    " + url));
        System.out.println();
        System.out.println("# Log in as john with the password john. Ctrl-C stops the sample.");
        System.out.println();
    }

    private static void fail(String why) {
        System.err.println("The web client cannot start: " + why);
        System.exit(1);
    }
}
