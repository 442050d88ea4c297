package io.github.mfpjaxrs.security.internal.fakes;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.config.SettingsReader;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Settings read from keys, as an application writes them. */
public final class TestSettings {

    public static final String SECRET = "s3cr3t-of-the-client";

    private TestSettings() {}

    /** Reads the three keys that every application sets and the given ones, which may replace them. */
    public static Settings with(String... keysAndValues) {
        return SettingsReader.read(config(required(keysAndValues)));
    }

    public static Map<String, String> required(String... keysAndValues) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "mfp.authorization-server.url", "https://mfp.example.com/mfp/api",
                "mfp.client-id", "accounts",
                "mfp.client-secret", SECRET));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    public static Config config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 500))
                .build();
    }
}
