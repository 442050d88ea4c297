package io.github.mfpjaxrs.samples.twoservers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the sample without Keycloak. {@code KeycloakIT} tests the sample with a real Keycloak server. */
class BankTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static MobileFirstServer mobileFirst;
    private static Map<String, String> environment;
    private static Bank bank;

    @BeforeAll
    static void start() throws IOException {
        mobileFirst = MobileFirstServer.start();
        environment = Map.of(
                "mfp.authorization-server.url", mobileFirst.url().toString(),
                "mfp.client-id", mobileFirst.clientId(),
                "mfp.client-secret", mobileFirst.clientSecret(),
                "mfp.timeout.total", "PT20S",
                "KEYCLOAK_URL", "http://127.0.0.1:" + unusedPort());
        environment.forEach(System::setProperty);
        bank = new Bank(0);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        bank.close();
        mobileFirst.close();
        environment.keySet().forEach(System::clearProperty);
    }

    @Test
    @Tag("T1")
    void getWhenKeycloakIsStoppedThenTokensOfMobileFirstAreServed() throws Exception {
        String token = mobileFirst.issue("accounts.read", "john");

        assertThat(get("branches/old", token).body()).isEqualTo("default");
        assertThat(get("branches/all", token).body()).isEqualTo("default");
        assertThat(get("branches/new", token).statusCode()).isEqualTo(503);
        assertThat(get("branches/all", "unknown").statusCode()).isEqualTo(503);
        assertThat(get("branches/old", "unknown").statusCode()).isEqualTo(401);
    }

    @Test
    void requestsWhenPrintedThenTheyContainTheConfiguredAddresses() {
        assertThat(Main.requests(bank.uri(), "token", "http://127.0.0.1:8180/realms/bank"))
                .anySatisfy(line -> assertThat(line).contains("http://127.0.0.1:8180/realms/bank/protocol"))
                .anySatisfy(line -> assertThat(line).endsWith(bank.uri() + "branches/old"));
    }

    /** Ignores Keycloak's address and secret, because the sample's configuration has defaults for them. */
    @ParameterizedTest
    @ValueSource(strings = {"several", "several-paths", "several-try"})
    void configurationWhenDocumentedThenItIsThatOfTheSample(String block) throws Exception {
        Properties sample = new Properties();
        try (InputStream file = Files.newInputStream(
                Path.of("src", "main", "resources", "META-INF", "microprofile-config.properties"))) {
            sample.load(file);
        }

        Properties documented = documented(block);

        assertThat(documented).isNotEmpty();
        documented.keySet().removeIf(key -> key.toString().matches(".*keycloak\\.(url|client-secret)"));
        assertThat(sample).containsAllEntriesOf(documented);
    }

    private static Properties documented(String block) throws IOException {
        Pattern pattern = Pattern.compile("<!-- tested: " + block + " -->\\s*```properties\\n(.*?)```", Pattern.DOTALL);
        Matcher matcher = pattern.matcher(
                Files.readString(Path.of("..", "..", "docs", "how-to", "several-authorization-servers.md")));
        assertThat(matcher.find()).as(block).isTrue();
        Properties properties = new Properties();
        properties.load(new StringReader(matcher.group(1)));
        return properties;
    }

    private static HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        URI uri = bank.uri().resolve(path);
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }
}
