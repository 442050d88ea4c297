package io.github.mfpjaxrs.security.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S2")
class PathRuleKeysTest {

    @Test
    void readWhenAllKeysAreSetThenRuleHasThem() {
        Settings settings = TestSettings.with(
                "mfp.protect.pages.paths", "/members/*, /reports/",
                "mfp.protect.pages.scopes", "a b",
                "mfp.protect.pages.match", "any",
                "mfp.protect.pages.methods", "GET,POST",
                "mfp.protect.pages.open-methods", "OPTIONS",
                "mfp.protect.pages.max-age", "PT5S");

        assertThat(settings.pathRules()).singleElement().satisfies(rule -> {
            assertThat(rule.patterns()).containsExactly("/members/*", "/reports");
            assertThat(rule.scope()).isEqualTo(RequiredScope.anyOf("a b").withMaxAge(Duration.ofSeconds(5)));
            assertThat(rule.methods()).containsExactlyInAnyOrder("GET", "POST");
            assertThat(rule.openMethods()).containsExactly("OPTIONS");
        });
        assertThat(settings.remarks()).isEmpty();
    }

    @Test
    void readWhenOnlyPathsAreSetThenDefaultScopeForAllMethods() {
        Settings settings = TestSettings.with("mfp.protect.all.paths", "/*", "mfp.default-scope", "x");

        assertThat(settings.pathRules()).singleElement().satisfies(rule -> {
            assertThat(rule.scope()).isEqualTo(RequiredScope.allOf("x"));
            assertThat(rule.methods()).isEmpty();
            assertThat(rule.openMethods()).isEmpty();
        });
    }

    @Test
    @Tag("T2")
    void readWhenAServerIsNamedThenRuleRequiresIt() {
        Settings settings = TestSettings.with("mfp.protect.all.paths", "/*", "mfp.protect.all.server", "default");

        assertThat(settings.pathRules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.scope().server()).hasValue("default"));
    }

    @Test
    @Tag("T2")
    void readWhenTheNamedServerIsNotConfiguredThenStartFailsNamingTheKey() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> TestSettings.with("mfp.protect.all.paths", "/*", "mfp.protect.all.server", "keycloak"))
                .withMessageContaining("mfp.protect.all.server");
    }

    @Test
    void readWhenNoKeyIsSetThenNoRule() {
        assertThat(TestSettings.with().pathRules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "paths, members",
        "paths, /a/../b",
        "paths, /a/./b",
        "paths, /a//b",
        "paths, *.html",
        "paths, /a*",
        "paths, /a/*/b",
        "paths, /a;x",
        "paths, /%61",
        "paths, /a b",
        "paths, ','",
        "scopes, 'a,b'",
        "scopes, 'a\"b'",
        "match, some",
        "methods, get",
        "methods, 'GE T'",
        "methods, ','",
        "open-methods, options",
        "max-age, 5",
        "max-age, -PT1S"
    })
    void readWhenValueIsWrongThenStartFailsNamingTheKey(String attribute, String value) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() ->
                        TestSettings.with("mfp.protect.pages.paths", "/pages", "mfp.protect.pages." + attribute, value))
                .withMessageContaining("mfp.protect.pages." + attribute + " is '");
    }

    @Test
    void readWhenPathsAreMissingThenStartFailsNamingTheKey() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with("mfp.protect.pages.scopes", "a"))
                .withMessageContaining("mfp.protect.pages.paths is missing");
    }

    @Test
    void readWhenMethodIsOpenAndListedThenStartFails() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with(
                        "mfp.protect.pages.paths", "/pages",
                        "mfp.protect.pages.methods", "GET,POST",
                        "mfp.protect.pages.open-methods", "GET"))
                .withMessageContaining("mfp.protect.pages.open-methods is 'GET'")
                .withMessageContaining("[GET]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mfp.protect.pages.scope",
                "mfp.protect.pages.openMethods",
                "mfp.protect.paths",
                "mfp.protect.my pages.paths",
                "mfp.protect.a.b.paths",
                "mfp.protect.pages.deep.path"
            })
    void readWhenKeyIsUnknownThenStartFailsNamingIt(String key) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with("mfp.protect.pages.paths", "/pages", key, "x"))
                .withMessageContaining(key);
    }

    @Test
    void readWhenNameEndsWithOpenThenStartFails() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with("mfp.protect.x-open.paths", "/x"))
                .withMessageContaining("x-open");
    }

    @Test
    void readWhenRuleIsWrittenInVariablesThenFound() {
        Settings settings = SettingsReader.read(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(TestSettings.required(), "file", 100),
                        new EnvConfigSource(
                                Map.of(
                                        "MFP_PROTECT_MEMBER_PAGES_PATHS", "/members/*",
                                        "MFP_PROTECT_MEMBER_PAGES_OPEN_METHODS", "OPTIONS"),
                                300))
                .build());

        assertThat(settings.pathRules()).singleElement().satisfies(rule -> {
            assertThat(rule.name()).isEqualTo("member-pages");
            assertThat(rule.patterns()).containsExactly("/members/*");
            assertThat(rule.openMethods()).containsExactly("OPTIONS");
        });
        assertThat(settings.remarks()).isEmpty();
    }

    @Test
    void readWhenVariableReplacesAKeyOfTheFileThenRuleIsOne() {
        Settings settings = SettingsReader.read(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(
                        new PropertiesConfigSource(
                                TestSettings.required("mfp.protect.pages.paths", "/a", "mfp.protect.pages.scopes", "a"),
                                "file",
                                100),
                        new EnvConfigSource(Map.of("MFP_PROTECT_PAGES_PATHS", "/b"), 300))
                .build());

        assertThat(settings.pathRules()).singleElement().satisfies(rule -> {
            assertThat(rule.patterns()).containsExactly("/b");
            assertThat(rule.scope()).isEqualTo(RequiredScope.allOf("a"));
        });
    }

    @Test
    void readWhenVariableIsUnknownThenStartFailsNamingIt() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SettingsReader.read(new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(
                                new PropertiesConfigSource(TestSettings.required(), "file", 100),
                                new EnvConfigSource(Map.of("MFP_PROTECT_PAGES_PTHS", "/b"), 300))
                        .build()))
                .withMessageContaining("MFP_PROTECT_PAGES_PTHS");
    }
}
