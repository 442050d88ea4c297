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
 * Configurations as the documentation shows them: what a reader copies is what is tested, but for the name of the
 * server and what is secret.
 */
final class Documented {

    private Documented() {}

    /** The block of properties that follows the mark {@code <!-- tested: name -->}, for a running server. */
    static Map<String, String> configuration(String name, TestedServer server) {
        Properties properties = new Properties();
        try {
            Pattern block =
                    Pattern.compile("<!-- tested: " + name + " -->\\s*```properties\\n(.*?)```", Pattern.DOTALL);
            Matcher matcher = block.matcher(Files.readString(Path.of(System.getProperty("servers.docs"))));
            if (!matcher.find()) {
                throw new IllegalArgumentException("not in the documentation: " + name);
            }
            properties.load(new StringReader(matcher.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> configuration = new HashMap<>();
        properties.forEach((key, value) -> configuration.put(
                key.toString(), value.toString().replaceAll("https://[a-z]+\\.example\\.com", server.origin())));
        configuration.put("MFP_CLIENT_SECRET", "accounts-secret");
        configuration.put("MFP_PRIVATE_KEY", server.clientKey().pem());
        // This machine may be busy: how fast a server answers is not what is tested.
        configuration.put("mfp.timeout.connect", "PT10S");
        configuration.put("mfp.timeout.read", "PT20S");
        configuration.put("mfp.timeout.total", "PT30S");
        return configuration;
    }
}
