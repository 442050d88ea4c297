package io.github.mfpjaxrs.security.servers;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads configurations from the documentation, so that the tests use what readers copy. Only the server address, the
 * secrets and the timeouts differ.
 */
final class Documented {

    /** Long timeouts for busy machines, because the server's speed is not under test. */
    private static final Map<String, String> PATIENT =
            Map.of("mfp.timeout.connect", "PT10S", "mfp.timeout.read", "PT20S", "mfp.timeout.total", "PT30S");

    private Documented() {}

    /**
     * Returns the properties block that follows the marker {@code <!-- tested: name -->}, adapted to a running server.
     */
    static Map<String, String> configuration(String name, TestedServer server) {
        Map<String, String> configuration = new HashMap<>();
        block(Path.of(System.getProperty("servers.docs")), name)
                .forEach((key, value) -> configuration.put(
                        key.toString(),
                        value.toString().replaceAll("https://[a-z]+\\.example\\.com", server.origin())));
        configuration.put("MFP_CLIENT_SECRET", "accounts-secret");
        configuration.put("MFP_PRIVATE_KEY", server.clientKey().pem());
        configuration.putAll(PATIENT);
        return configuration;
    }

    private static Properties block(Path page, String name) {
        Pattern block = Pattern.compile("<!-- tested: " + name + " -->\\s*```properties\\n(.*?)```", Pattern.DOTALL);
        Properties properties = new Properties();
        try {
            Matcher matcher = block.matcher(Files.readString(page));
            if (!matcher.find()) {
                throw new IllegalArgumentException("not in the documentation: " + name);
            }
            properties.load(new StringReader(matcher.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
