package io.github.mfpjaxrs.security.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that MicroProfile Config does not return as they are written. */
class BlankKeyTest {

    private static Stream<String> keys() {
        return SettingsReader.keys(TestSettings.config(TestSettings.required())).stream()
                // These keys are read only with private_key_jwt.
                .filter(key -> !key.endsWith("private-key") && !key.endsWith("key-id"))
                .sorted();
    }

    @ParameterizedTest
    @Tag("G8")
    @MethodSource("keys")
    void readWhenVariableIsBlankThenStartFailsRatherThanTheKeyIsAbsent(String key) {
        String variable = key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);

        for (String blank : new String[] {"", "  ", "\t"}) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> SettingsReader.read(config(Map.of(variable, blank))))
                    .withMessageContaining(key + " is blank");
        }
    }

    @ParameterizedTest
    @Tag("G8")
    @MethodSource("keys")
    void readWhenPlaceholderComesToNothingThenStartFails(String key) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with(key, "${NOT_SET_ANYWHERE:}"))
                .withMessageContaining(key + " is blank");
    }

    @Test
    @Tag("G8")
    void readWhenVariableHidesTheFilesAudienceThenStartFails() {
        Map<String, String> file = TestSettings.required("mfp.token.required-audience", "accounts");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SettingsReader.read(config(file, Map.of("MFP_TOKEN_REQUIRED_AUDIENCE", ""))))
                .withMessageContaining("mfp.token.required-audience is blank");
    }

    @Test
    void readWhenVariableHasAValueThenItCounts() {
        Map<String, String> file = TestSettings.required("mfp.token.required-audience", "accounts");

        Settings settings = SettingsReader.read(config(file, Map.of("MFP_TOKEN_REQUIRED_AUDIENCE", "orders")));

        assertThat(settings.rules().audience()).containsExactly("orders");
        assertThat(settings.remarks()).isEmpty();
    }

    @ParameterizedTest
    @Tag("G9")
    @ValueSource(strings = {"a${b}c", "${b}", "${MFP_NOT_SET}"})
    void readWhenSecretHoldsAnUndefinedExpressionThenNamedWithoutTheSecret(String secret) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with("mfp.client-secret", secret))
                .withMessageContaining("mfp.client-secret holds an expression, ${...}")
                .withMessageContaining("is written \\$")
                .satisfies(e -> assertThat(e).hasMessageNotContaining(secret));
    }

    @ParameterizedTest
    @Tag("G9")
    @CsvSource({"my$$pass", "a${some.secret}c", "${some.secret}", "$${x}"})
    void readWhenSecretIsAlteredThenRemarkedWithoutTheSecret(String secret) {
        Map<String, String> properties = TestSettings.required("mfp.client-secret", secret, "some.secret", "h$$dden");

        Settings settings = SettingsReader.read(TestSettings.config(properties));

        assertThat(settings.remarks())
                .singleElement()
                .asString()
                .startsWith("mfp.client-secret has a value, not shown here, with $$ or ${")
                .contains("is written \\$")
                .doesNotContain(secret)
                .doesNotContain("dden");
    }

    @ParameterizedTest
    @Tag("G9")
    @CsvSource({
        "pa$word, pa$word",
        "'my\\$\\$pass', my$$pass",
        "'a\\${b}c', a${b}c",
        "${some.secret}, h1dden",
        "plain, plain"
    })
    void readWhenSecretArrivesAsItIsMeantThenNoRemark(String written, String arrived) {
        Map<String, String> properties = TestSettings.required("mfp.client-secret", written, "some.secret", "h1dden");

        Settings settings = SettingsReader.read(TestSettings.config(properties));

        assertThat(settings.server().clientSecret().reveal()).isEqualTo(arrived);
        assertThat(settings.remarks()).isEmpty();
    }

    private static Config config(Map<String, String> variables) {
        return config(TestSettings.required(), variables);
    }

    private static Config config(Map<String, String> file, Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(file, "file", 100), new EnvConfigSource(variables, 300))
                .build();
    }
}
