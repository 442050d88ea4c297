package io.github.mfpjaxrs.security.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("T1")
class FurtherServersTest {

    private static final String PREFIX = "mfp.authorization-server.keycloak.";

    @Test
    void readWhenAServerIsNamedThenItsKeysAreItsOwn() {
        Settings keycloak =
                keycloak(PREFIX + "introspection.authentication", "basic", PREFIX + "token.required-issuer", "me");

        assertThat(keycloak.server().name()).isEqualTo("keycloak");
        assertThat(keycloak.server().url()).isEqualTo(URI.create("https://keycloak.example.com/realms/bank"));
        assertThat(keycloak.server().clientId()).isEqualTo("balances");
        assertThat(keycloak.server().clientSecret().reveal()).isEqualTo("other");
        assertThat(keycloak.introspection().authentication()).isEqualTo(Settings.Authentication.BASIC);
        assertThat(keycloak.rules().issuer()).hasValue("me");
    }

    @Test
    void readWhenOnlyTheCommonKeysAreSetThenChecksAreInheritedButNotTheIssuer() {
        Settings keycloak = keycloak(
                "mfp.token.required-audience", "accounts",
                "mfp.token.required-issuer", "https://mfp.example.com",
                "mfp.token.deny-device-status", "LOST",
                "mfp.introspection.authentication", "form");

        assertThat(keycloak.rules().audience()).containsExactly("accounts");
        assertThat(keycloak.rules().blockedDevices()).containsExactly(DeviceStatus.LOST);
        assertThat(keycloak.rules().issuer()).isEqualTo(Optional.empty());
        assertThat(keycloak.introspection().authentication()).isEqualTo(Settings.Authentication.BEARER);
    }

    @Test
    void readWhenACheckIsSetForTheServerThenItReplacesTheCommonOne() {
        Settings keycloak = keycloak(
                "mfp.token.required-audience",
                "accounts",
                PREFIX + "token.required-audience",
                "balances",
                PREFIX + "token.deny-device-status",
                "none");

        assertThat(keycloak.rules().audience()).containsExactly("balances");
        assertThat(keycloak.rules().blockedDevices()).isEmpty();
    }

    @Test
    @Tag("G1")
    void readWhenACheckOfTheServerIsBlankThenItIsAMistake() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() ->
                        keycloak("mfp.token.required-audience", "accounts", PREFIX + "token.required-audience", " "))
                .withMessageContaining(PREFIX + "token.required-audience");
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "client-id", "client-secret"})
    void readWhenAServerLacksARequiredKeyThenTheMessageNamesIt(String key) {
        List<String> keys = new ArrayList<>(keys());
        int index = keys.indexOf(PREFIX + key);
        keys.subList(index, index + 2).clear();

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with(keys.toArray(String[]::new)))
                .withMessageContaining(PREFIX + key + " is missing");
    }

    @Test
    void readWhenAUrlIsPlainHttpThenTheMessageNamesTheKeysOfThatServer() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> keycloak(
                        "mfp.authorization-server.allow-http", "true", PREFIX + "url", "http://keycloak.example.com"))
                .withMessageContaining(PREFIX + "url")
                .withMessageContaining(PREFIX + "allow-http=true");
    }

    @Test
    void readWhenAServerIsNotInTheListThenItsKeysAreMistakes() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with("mfp.authorization-server.other.url", "https://other.example.com"))
                .withMessageContaining("mfp.authorization-server.other.url")
                .withMessageContaining("mfp.authorization-server.names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "url", "Keycloak", "key.cloak", "key_cloak", "try", ",", "-a", "a--b"})
    void readWhenANameIsImpossibleThenTheKeyIsAMistake(String name) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with("mfp.authorization-server.names", name))
                .withMessageContaining("mfp.authorization-server.names");
    }

    @Test
    void readWhenServersAreTriedThenInactiveTokensAreRemembered() {
        Settings settings = settings("mfp.authorization-server.try", "keycloak, default");

        assertThat(settings.further().tried()).containsExactly("keycloak", "default");
        assertThat(settings.cache().negativeSize()).isEqualTo(10_000);
        assertThat(settings.further().servers().get("keycloak").cache().negativeSize())
                .isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "default, default", "default, other", ","})
    void readWhenFewerThanTwoConfiguredServersAreTriedThenTheKeyIsAMistake(String tried) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> settings("mfp.authorization-server.try", tried))
                .withMessageContaining("mfp.authorization-server.try");
    }

    @Test
    void serverNamesThenTheOneWithoutANameIsAmongThem() {
        assertThat(settings().serverNames()).isEqualTo(Set.of("default", "keycloak"));
    }

    private static Settings keycloak(String... keysAndValues) {
        return settings(keysAndValues).further().servers().get("keycloak");
    }

    private static Settings settings(String... keysAndValues) {
        List<String> keys = new ArrayList<>(keys());
        keys.addAll(List.of(keysAndValues));
        return TestSettings.with(keys.toArray(String[]::new));
    }

    private static List<String> keys() {
        return List.of(
                "mfp.authorization-server.names",
                "keycloak",
                PREFIX + "url",
                "https://keycloak.example.com/realms/bank",
                PREFIX + "client-id",
                "balances",
                PREFIX + "client-secret",
                "other");
    }
}
