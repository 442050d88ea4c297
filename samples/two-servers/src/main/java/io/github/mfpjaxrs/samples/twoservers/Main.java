package io.github.mfpjaxrs.samples.twoservers;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import org.eclipse.microprofile.config.ConfigProvider;

/** Starts the bank, prints requests to try, and runs until Ctrl-C. */
public final class Main {

    private static final String KEYCLOAK = "mfp.authorization-server.keycloak.url";

    private Main() {}

    /**
     * Runs the bank on the port in the system property {@code sample.port}, 8080 by default. If the environment
     * variable {@code MFP_AUTHORIZATION_SERVER_URL} is not set, the test kit's MobileFirst server is also started.
     *
     * @param arguments none
     * @throws IOException if logging cannot be configured
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (InputStream logging = Main.class.getResourceAsStream("/two-servers-logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        String mobileFirstToken = System.getenv("MFP_AUTHORIZATION_SERVER_URL") == null ? startMobileFirst() : "...";
        Bank bank = new Bank(Integer.getInteger("sample.port", 8080));
        Runtime.getRuntime().addShutdownHook(new Thread(bank::close, "bank-stop"));
        String keycloak = ConfigProvider.getConfig().getValue(KEYCLOAK, String.class);
        requests(bank.uri(), mobileFirstToken, keycloak).forEach(System.out::println);
        new CountDownLatch(1).await();
    }

    /** Starts the test kit's server and returns a token from this server. */
    private static String startMobileFirst() {
        MobileFirstServer server = MobileFirstServer.start();
        System.setProperty("mfp.authorization-server.url", server.url().toString());
        System.setProperty("mfp.client-id", server.clientId());
        System.setProperty("mfp.client-secret", server.clientSecret());
        return server.token()
                .scope("accounts.read")
                .user("john", "John")
                .lifetime(Duration.ofDays(1))
                .issue();
    }

    /** Returns the shell commands to print. */
    static List<String> requests(URI bank, String mobileFirstToken, String keycloak) {
        return List.of(
                "old=" + mobileFirstToken,
                "new=$(curl -s -d 'grant_type=password&client_id=mobile-app&client_secret=mobile-app-secret"
                        + "&username=john&password=johns-password&scope=accounts.read' " + keycloak
                        + "/protocol/openid-connect/token | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')",
                curl("old", bank.resolve("branches/old")),
                curl("new", bank.resolve("branches/new")),
                curl("old", bank.resolve("branches/all")),
                curl("new", bank.resolve("branches/all")),
                curl("old", bank.resolve("branches/new")));
    }

    private static String curl(String token, URI uri) {
        return "curl -i -H \"Authorization: Bearer $" + token + "\" " + uri;
    }
}
