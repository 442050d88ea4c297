package io.github.mfpjaxrs.security.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("O5")
class AnalyticsSettingsTest {

    private static final String URL = "https://mfp.example.com/analytics-service/rest/v3";

    @Test
    void settingsWhenThereIsNoUrlThenAbsent() {
        assertThat(AnalyticsSettings.read(config(Map.of("mfp.analytics.user", "u"))))
                .isEmpty();
    }

    @Test
    void settingsWhenOnlyTheUrlIsSetThenHaveTheDocumentedDefaults() {
        AnalyticsSettings settings =
                AnalyticsSettings.read(config(Map.of("mfp.analytics.url", URL))).orElseThrow();

        assertThat(settings.url()).hasToString(URL);
        assertThat(settings.authorization()).isEmpty();
        assertThat(settings.bufferSize()).isEqualTo(5_000);
        assertThat(settings.batchSize()).isEqualTo(100);
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void settingsWhenPrintedThenShowNoCredentials() {
        AnalyticsSettings settings = AnalyticsSettings.read(config(
                        Map.of("mfp.analytics.url", URL, "mfp.analytics.user", "u", "mfp.analytics.password", "p")))
                .orElseThrow();

        assertThat(settings.authorization()).contains("Basic dTpw");
        assertThat(settings.toString()).doesNotContain("dTpw");
    }

    @ParameterizedTest
    @CsvSource({
        "mfp.analytics.url, http://mfp.example.com/",
        "mfp.analytics.url, https://u:secret@mfp.example.com/",
        "mfp.analytics.url, mfp.example.com",
        "mfp.analytics.url, https://mfp example",
        "mfp.analytics.user, secret",
        "mfp.analytics.password, secret",
        "mfp.analytics.buffer-size, 0",
        "mfp.analytics.batch-size, many",
        "mfp.analytics.interval, PT0S",
        "mfp.analytics.interval, 10 s"
    })
    void settingsWhenOneIsWrongThenTheMessageNamesTheKeyAndNoSecret(String key, String value) {
        Map<String, String> values =
                key.equals("mfp.analytics.url") ? Map.of(key, value) : Map.of("mfp.analytics.url", URL, key, value);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnalyticsSettings.read(config(values)))
                .withMessageContaining(key)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:9080/, false", "http://localhost/, false", "http://mfp.example.com/, true"})
    void settingsWhenPlainHttpIsLocalOrAllowedThenAccepted(String url, String allowed) {
        assertThat(AnalyticsSettings.read(
                        config(Map.of("mfp.analytics.url", url, "mfp.analytics.allow-http", allowed))))
                .isPresent();
    }

    /** Reads values from a map; no other method is called. */
    private static Config config(Map<String, String> values) {
        return (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(), new Class<?>[] {Config.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getOptionalValue")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return Optional.ofNullable(values.get((String) arguments[0]));
                });
    }
}
