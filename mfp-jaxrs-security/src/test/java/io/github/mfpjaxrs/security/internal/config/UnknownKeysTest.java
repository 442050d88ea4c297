package io.github.mfpjaxrs.security.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("G1")
class UnknownKeysTest {

    @ParameterizedTest
    @CsvSource({
        "mfp.token.required-audiance, mfp.token.required-audience",
        "mfp.token.required-audienc, mfp.token.required-audience",
        "mfp.reqiured-audience, mfp.token.required-audience",
        "mfp.token.required.audience, mfp.token.required-audience",
        "mfp.requiredAudience, mfp.token.required-audience",
        "mfp.audience, mfp.token.required-audience",
        "mfp.issuer, mfp.token.required-issuer",
        "mfp.Client-Id, mfp.client-id",
        "mfp.clientsecret, mfp.client-secret",
        "mfp.defaut-scope, mfp.default-scope",
        "mfp.deny-device-states, mfp.token.deny-device-status",
        "mfp.cache.maxage, mfp.cache.max-age",
        "mfp.cache.evict-on-full, mfp.cache.negative.size",
        "mfp.circuit-breaker.ratio, mfp.circuit-breaker.failures",
        "mfp.timeout.handshake, mfp.timeout.connect",
        "mfp.authorization-server.uri, mfp.authorization-server.url"
    })
    void readWhenKeyIsNearOneOrInAGroupThenStartFailsNamingOne(String key, String nearest) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with(key, "anything"))
                .withMessageContaining(key + " is no key of this library; nearest is mfp.")
                .satisfies(e -> assertThat(e).hasMessageNotContaining("anything"))
                .satisfies(e -> assertThat(key.startsWith("mfp.cache.evict")
                                || key.contains("ratio")
                                || key.contains("handshake")
                                || e.getMessage().contains("nearest is " + nearest))
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mfp.push.endpoint", "mfp.app-name", "mfp.analytics.console.url"})
    void readWhenKeyIsFarFromAllThenRemarked(String key) {
        assertThat(TestSettings.with(key, "anything").remarks())
                .singleElement()
                .asString()
                .startsWith(key + " is no key of this library, and is ignored")
                .doesNotContain("anything");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mfpx.required-audiance", "other.mfp.cache.siz", "MFPX", "mfp-authorization-server/mp-rest/url"})
    void readWhenKeyIsNotOfOurNameThenNothing(String key) {
        assertThat(TestSettings.with(key, "anything").remarks()).isEmpty();
    }

    @Test
    void readWhenKeyIsOfAnotherAuthenticationThenKnown() {
        assertThat(TestSettings.with("mfp.introspection.private-key", "x", "mfp.introspection.key-id", "y")
                        .remarks())
                .isEmpty();
    }

    @Test
    void readWhenVariableIsOfAKeyThenKnownHoweverItIsListed() {
        Settings settings = SettingsReader.read(config(
                Map.of(),
                Map.of(
                        "MFP_TOKEN_REQUIRED_AUDIENCE", "accounts",
                        "MFP_CACHE_NEGATIVE_MAX_AGE", "PT1S",
                        "MFP_INTROSPECTION_MAX_CONCURRENT", "7")));

        assertThat(settings.rules().audience()).containsExactly("accounts");
        assertThat(settings.guard().concurrent()).isEqualTo(7);
        assertThat(settings.remarks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MFP_TOKEN_REQUIRED_AUDIANCE, MFP_TOKEN_REQUIRED_AUDIENCE", "MFP_CLIENTSECRET, MFP_CLIENT_SECRET"})
    void readWhenVariableIsNearOneThenStartFailsNamingIt(String variable, String nearest) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SettingsReader.read(config(Map.of(), Map.of(variable, "anything"))))
                .withMessageContaining(variable + " is no key of this library; nearest is " + nearest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MFP_FRONTEND_HOME", "MFP_PRIVATE_KEY"})
    void readWhenVariableIsFarFromAllThenRemarkedOnce(String variable) {
        assertThat(SettingsReader.read(config(Map.of(), Map.of(variable, "x"))).remarks())
                .singleElement()
                .asString()
                .startsWith(variable + " is no key of this library, and is ignored");
    }

    @Test
    void readWhenAKeyRefersToTheVariableThenItIsNoMistake() {
        Settings settings = SettingsReader.read(
                config(Map.of("mfp.client-secret", "${MFP_CLIENT_SECRT}"), Map.of("MFP_CLIENT_SECRT", "s3cr3t")));

        assertThat(settings.server().clientSecret().reveal()).isEqualTo("s3cr3t");
        assertThat(settings.remarks()).isEmpty();
    }

    private static Config config(Map<String, String> file, Map<String, String> variables) {
        Map<String, String> properties = TestSettings.required();
        properties.putAll(file);
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "file", 100), new EnvConfigSource(variables, 300))
                .build();
    }
}
