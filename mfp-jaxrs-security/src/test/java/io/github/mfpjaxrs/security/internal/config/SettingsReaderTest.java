package io.github.mfpjaxrs.security.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {

    private static final String URL = "mfp.authorization-server.url";
    private static final Set<DeviceStatus> BLOCKED =
            Set.of(DeviceStatus.LOST, DeviceStatus.STOLEN, DeviceStatus.DISABLED);

    @Test
    void readWhenOnlyRequiredKeysThenDocumentedDefaults() {
        Settings settings = TestSettings.with();

        assertThat(settings.server().url()).isEqualTo(URI.create("https://mfp.example.com/mfp/api"));
        assertThat(settings.server().clientId()).isEqualTo("accounts");
        assertThat(settings.server().clientSecret().reveal()).isEqualTo(TestSettings.SECRET);
        assertThat(settings.introspection().isMobileFirst()).isTrue();
        assertThat(settings.introspection().clientErrorMeansInactive()).isFalse();
        assertThat(settings.timeouts())
                .isEqualTo(new Settings.Timeouts(seconds(1), seconds(2), seconds(3), seconds(5)));
        assertThat(settings.guard())
                .isEqualTo(new Settings.Guard(
                        64, 256, 1, Duration.ofMillis(50), 5, 10, seconds(5), seconds(30), seconds(60), seconds(3)));
        assertThat(settings.cache())
                .isEqualTo(new Settings.Cache(50_000, seconds(60), seconds(10), seconds(0), 0, seconds(10)));
        assertThat(settings.rules())
                .isEqualTo(new Settings.Rules(8_192, seconds(60), Set.of(), Optional.empty(), BLOCKED));
        assertThat(settings.defaultScope()).isEqualTo(RequiredScope.allOf("RegisteredClient"));
        assertThat(settings.realm()).isEmpty();
        assertThat(settings.errorBody()).isEqualTo(Settings.ErrorBody.PROBLEM);
    }

    @Test
    void readWhenEveryKeyIsSetThenEachIsTaken() {
        Settings settings = TestSettings.with(
                "mfp.timeout.connect", "PT0.1S",
                "mfp.timeout.read", "PT0.2S",
                "mfp.timeout.total", "PT0.3S",
                "mfp.introspection.max-concurrent", "1",
                "mfp.introspection.max-queued", "0",
                "mfp.retry.max", "3",
                "mfp.retry.delay", "PT0S",
                "mfp.circuit-breaker.failures", "7",
                "mfp.circuit-breaker.window", "8",
                "mfp.circuit-breaker.delay", "PT9S",
                "mfp.introspection.client-rejected-pause", "PT10S",
                "mfp.retry.max-retry-after", "PT11S",
                "mfp.introspection.failed-token-pause", "PT19S",
                "mfp.introspection.client-error-means-inactive", "true",
                "mfp.cache.size", "12",
                "mfp.cache.max-age", "PT13S",
                "mfp.cache.refresh-ahead", "PT13S",
                "mfp.cache.stale-if-error", "PT14S",
                "mfp.cache.negative.size", "15",
                "mfp.cache.negative.max-age", "PT6S",
                "mfp.token.max-length", "17",
                "mfp.token.clock-skew", "PT18S",
                "mfp.token.required-audience", " a , b,,a",
                "mfp.token.required-issuer", "https://as.example.com",
                "mfp.token.deny-device-status", "EXPIRED, LOST",
                "mfp.default-scope", "x y",
                "mfp.realm", "my api",
                "mfp.error-body", "none");

        assertThat(settings.introspection().clientErrorMeansInactive()).isTrue();
        assertThat(settings.timeouts())
                .isEqualTo(new Settings.Timeouts(
                        Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(300), seconds(5)));
        assertThat(settings.guard())
                .isEqualTo(new Settings.Guard(
                        1, 0, 3, Duration.ZERO, 7, 8, seconds(9), seconds(10), seconds(11), seconds(19)));
        assertThat(settings.cache())
                .isEqualTo(new Settings.Cache(12, seconds(13), seconds(13), seconds(14), 15, seconds(6)));
        assertThat(settings.rules())
                .isEqualTo(new Settings.Rules(
                        17,
                        seconds(18),
                        Set.of("a", "b"),
                        Optional.of("https://as.example.com"),
                        Set.of(DeviceStatus.EXPIRED, DeviceStatus.LOST)));
        assertThat(settings.defaultScope()).isEqualTo(RequiredScope.allOf("x y"));
        assertThat(settings.realm()).contains("my api");
        assertThat(settings.errorBody()).isEqualTo(Settings.ErrorBody.NONE);
    }

    @ParameterizedTest
    @Tag("I11")
    @CsvSource({
        "mfp.authorization-server.url, https://mfp.example.com/mfp/api",
        "mfp.client-id, id of this application's confidential client",
        "mfp.client-secret, secret of this application's confidential client"
    })
    void readWhenRequiredKeyIsMissingOrBlankThenNamedWithWhatIsWanted(String key, String wanted) {
        Map<String, String> properties = TestSettings.required();
        properties.remove(key);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SettingsReader.read(TestSettings.config(properties)))
                .withMessageContaining(key + " is missing")
                .withMessageContaining(wanted);
        assertWrong(key, "  ", wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mfp.authorization-server.allow-http | yes | true or false",
                "mfp.client-id | a:b | printable ASCII without a colon",
                "mfp.client-id | a\u00E4 | printable ASCII without a colon",
                "mfp.introspection.authentication | digest | bearer, basic, form or private_key_jwt",
                "mfp.introspection.endpoint | /relative | the absolute url",
                "mfp.introspection.endpoint | https://as.example.com/introspect#a | the absolute url",
                "mfp.introspection.endpoint | https://as_1.example.com/introspect | underscore",
                "mfp.introspection.assertion-audience | client | issuer, token-endpoint or introspection-endpoint",
                "mfp.introspection.assertion-audience | token-endpoint | mfp.introspection.token-endpoint",
                "mfp.introspection.token-endpoint | http://as.example.com/token | https",
                "mfp.introspection.discovery | 1 | true or false",
                "mfp.timeout.connect | PT0S | PT0.001S to PT1M",
                "mfp.timeout.connect | PT1M0.001S | PT0.001S to PT1M",
                "mfp.timeout.read | 5 | ISO 8601 duration",
                "mfp.timeout.total | PT2M | PT0.001S to PT1M",
                "mfp.timeout.total | PT-1S | PT0.001S to PT1M",
                "mfp.timeout.total | P99999999999999999D | ISO 8601 duration",
                "mfp.introspection.max-concurrent | 0 | from 1 to 10000",
                "mfp.introspection.max-concurrent | 10001 | from 1 to 10000",
                "mfp.introspection.max-queued | -1 | from 0 to 100000",
                "mfp.retry.max | 4 | from 0 to 3",
                "mfp.retry.max | 99999999999 | from 0 to 3",
                "mfp.retry.delay | PT5S | less than mfp.timeout.total",
                "mfp.circuit-breaker.failures | 11 | no more than mfp.circuit-breaker.window, which is 10",
                "mfp.circuit-breaker.failures | 0 | from 1 to 1000",
                "mfp.circuit-breaker.window | many | from 1 to 1000",
                "mfp.circuit-breaker.delay | PT0S | PT0.001S to PT24H",
                "mfp.introspection.client-rejected-pause | P2D | PT0S to PT24H",
                "mfp.retry.max-retry-after | PT0.5S | PT1S to PT24H",
                "mfp.cache.size | -1 | from 0 to 10000000",
                "mfp.cache.max-age | P1DT1S | PT0S to PT24H",
                "mfp.cache.refresh-ahead | PT61S | no more than mfp.cache.max-age",
                "mfp.cache.stale-if-error | PT1H1S | PT0S to PT1H",
                "mfp.cache.negative.size | x | from 0 to 10000000",
                "mfp.cache.negative.max-age | PT11S | PT0S to PT10S",
                "mfp.token.max-length | 0 | from 1 to 1000000",
                "mfp.token.clock-skew | PT11M | PT0S to PT10M",
                "mfp.token.required-audience | , | audience",
                "mfp.token.deny-device-status | , | none, or some of",
                "mfp.token.deny-device-status | LOST,BROKEN | none, or some of",
                "mfp.token.deny-device-status | UNKNOWN | none, or some of",
                "mfp.token.deny-device-status | none,LOST | none, or some of",
                "mfp.default-scope | a\"b | scope elements of RFC 6749",
                "mfp.error-body | html | problem or none"
            })
    void readWhenValueIsWrongThenNamedWithWhatIsWanted(String key, String value, String wanted) {
        assertWrong(key, value, wanted);
    }

    @ParameterizedTest
    @Tag("C7")
    @ValueSource(strings = {"a\"b", "a,b", "my scope=all", "SCOPE=all", "invalid_token"})
    void readWhenRealmCouldMisleadTheSdksThenStartFails(String realm) {
        assertWrong(
                "mfp.realm",
                realm,
                "printable ASCII without quote, backslash and comma, and without scope= and invalid_token");
    }

    @ParameterizedTest
    @Tag("C2")
    @ValueSource(strings = {"a\r\nb", "a\nb", "a\\b", "a\"b", "a\u00E4", "a\u0000b"})
    void readWhenRealmOrScopeCouldSplitAHeaderThenStartFails(String value) {
        assertWrong("mfp.realm", value.replace("\\", "\\\\"), "printable ASCII");
        assertWrong("mfp.default-scope", value.replace("\\", "\\\\"), "RFC 6749");
    }

    @ParameterizedTest
    @Tag("I11")
    @ValueSource(
            strings = {
                "mfp.example.com",
                "//mfp.example.com",
                "ftp://mfp.example.com",
                "https:///mfp",
                "https:mfp",
                "https://mfp.example.com/?a=b",
                "https://mfp.example.com/#a",
                "https://mfp.example.com/a b",
                "http://127.0.0.256",
                "http://127.1",
                "https://exa_mple.com:port/"
            })
    void readWhenUrlIsMalformedThenNamedWithWhatIsWanted(String url) {
        assertWrong(URL, url, "the absolute base url of the authorization server");
    }

    @ParameterizedTest
    @Tag("G10")
    @CsvSource(
            delimiter = '|',
            value = {
                "https://auth_server:9080/mfp/api | underscore",
                "https://auth_server/mfp/api | network alias",
                "https://mfp.example.com/mfp//api | one slash where there are two",
                "https://mfp.example.com//mfp/api | one slash where there are two",
                "https://mfp.example.com/mfp/api?realm=x | without a query",
                "https://mfp.example.com/mfp/api?realm=x | mfp.introspection.endpoint"
            })
    void readWhenUrlHasWhatNoBaseUrlHasThenTheReasonIsNamed(String url, String reason) {
        assertWrong(URL, url, reason);
    }

    @ParameterizedTest
    @Tag("G3")
    @ValueSource(
            strings = {
                "https://mfp.example.com/mfp/api/az/v1",
                "https://mfp.example.com/mfp/api/az/v1/",
                "https://mfp.example.com/mfp/api/az/v1/token",
                "https://mfp.example.com/mfp/api/az/v1/introspection"
            })
    void readWhenUrlEndsWithTheEndpointsPathThenUrlAndKeyAndARightOneAreNamed(String url) {
        assertWrong(URL, url, "such as https://mfp.example.com/mfp/api, without az/v1");
        assertWrong(URL, url, "'" + url + "'");
    }

    @Test
    @Tag("G10")
    void readWhenEndpointHasAQueryThenItIsKept() {
        Settings settings =
                TestSettings.with("mfp.introspection.endpoint", "https://am.example.com/oauth2/introspect?realm=/x");

        assertThat(settings.introspection().endpoint())
                .contains(URI.create("https://am.example.com/oauth2/introspect?realm=/x"));
    }

    @ParameterizedTest
    @Tag("N2")
    @ValueSource(
            strings = {
                "http://mfp.example.com/mfp/api",
                "HTTP://mfp.example.com",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://128.0.0.1",
                "http://[::2]"
            })
    void readWhenHttpOffLoopbackThenStartFailsUnlessOptedOut(String url) {
        assertWrong(URL, url, "mfp.authorization-server.allow-http=true");
        assertThatCode(() -> TestSettings.with(URL, url, "mfp.authorization-server.allow-http", "true"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @Tag("N2")
    @ValueSource(
            strings = {
                "http://localhost:9080/mfp/api",
                "http://LOCALHOST",
                "http://127.0.0.1:9080/",
                "http://127.255.9.1",
                "http://[::1]:9080",
                "https://mfp.example.com",
                "HTTPS://mfp.example.com/mfp/api/"
            })
    void readWhenHttpsOrLoopbackThenAccepted(String url) {
        assertThat(TestSettings.with(URL, url).server().url()).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @Tag("L1")
    @ValueSource(
            strings = {
                "https://admin:hunter2@mfp.example.com/",
                "https://admin:hunter2@exa_mple.com/",
                "https://admin:hunter2@mfp example.com/",
                "https://admin:hunt er2@mfp.example.com/",
                "https://hunter2@mfp.example.com:port/",
                "hunter2@mfp.example.com"
            })
    void readWhenUrlHoldsSomebodysPasswordThenNotShown(String url) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with(URL, url))
                .withMessageContaining(URL)
                .satisfies(e -> assertThat(e).hasMessageNotContaining("hunt"));
    }

    @Test
    @Tag("L1")
    void readWhenSecretIsWrongThenItIsNotShown() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with("mfp.client-secret", "hunter2\u0007"))
                .withMessageContaining("mfp.client-secret")
                .withMessageContaining("printable ASCII")
                .satisfies(e -> assertThat(e).hasMessageNotContaining("hunter2"));
    }

    @Test
    @Tag("I11")
    void readWhenExpressionIsUndefinedThenItsKeyIsNamed() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with("mfp.client-secret", "${NOT_DEFINED_ANYWHERE}"))
                .withMessageContaining("mfp.client-secret holds an expression");
    }

    @Test
    void readWhenSeveralKeysAreWrongThenAllAreTold() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with(
                        URL, "nowhere", "mfp.client-id", " ", "mfp.cache.size", "x", "mfp.realm", "\""))
                .withMessageContaining(URL)
                .withMessageContaining("mfp.client-id")
                .withMessageContaining("mfp.cache.size")
                .withMessageContaining("mfp.realm")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(5));
    }

    @Test
    @Tag("L2")
    void readWhenWrongValueHasLineBreaksThenEscaped() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with("mfp.realm", "a\nERROR forged"))
                .withMessageContaining("a\\u000aERROR forged");
    }

    @Test
    @Tag("L1")
    void toStringWhenSettingsThenNoSecret() {
        assertThat(TestSettings.with().toString()).doesNotContain(TestSettings.SECRET);
    }

    @Test
    void readWhenTotalIsShortThenDefaultRetryDelayFollows() {
        Settings settings = TestSettings.with("mfp.timeout.total", "PT0.05S");

        assertThat(settings.guard().retryDelay()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void readWhenDeviceStatusIsNoneThenNoneIsBlocked() {
        assertThat(TestSettings.with("mfp.token.deny-device-status", "none")
                        .rules()
                        .blockedDevices())
                .isEmpty();
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static void assertWrong(String key, String value, String wanted) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> TestSettings.with(key, value))
                .withMessageContaining(key)
                .withMessageContaining(wanted)
                .satisfies(e -> assertThat(e).hasMessageNotContaining(TestSettings.SECRET));
    }
}
