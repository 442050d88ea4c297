package io.github.mfpjaxrs.security.jcache;

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

@Tag("K8")
class JCacheSettingsTest {

    @Test
    void settingsWhenNothingIsSetThenHaveTheDocumentedDefaults() {
        JCacheSettings settings = JCacheSettings.read(config(Map.of()));

        assertThat(settings.provider()).isEmpty();
        assertThat(settings.uri()).isEmpty();
        assertThat(settings.jndi()).isEmpty();
        assertThat(settings.name()).isEqualTo("mfp-jaxrs-security");
        assertThat(settings.sharesResponses()).isTrue();
        assertThat(settings.maxAge()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void settingsWhenResponsesAreNotSharedThenOnlyEvictionsAre() {
        JCacheSettings settings = JCacheSettings.read(config(Map.of("mfp.jcache.responses", "false")));

        assertThat(settings.sharesResponses()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"mfp.jcache.uri, ht tp://", "mfp.jcache.name, a b", "mfp.jcache.responses, no"})
    void settingsWhenValueIsInvalidThenTheMessageNamesTheKey(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JCacheSettings.read(config(Map.of(key, value))))
                .withMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource({"mfp.revocations.secret, too-short", "mfp.revocations.per-second, 0", "mfp.revocations.per-second, many"
    })
    void revocationSettingsWhenValueIsInvalidThenTheMessageNamesTheKeyOnly(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RevocationSettings.read(config(Map.of(key, value))))
                .withMessageContaining(key)
                .withMessageNotContaining("too-short");
    }

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
