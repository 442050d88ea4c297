package io.github.mfpjaxrs.security.internal.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.internal.config.Secret;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("F5")
class TokenResponseReaderTest {

    /** A value close to an overflow, which the ticker may have. */
    private static final long NOW = Long.MAX_VALUE - 1;

    private final TokenResponseReader reader = new TokenResponseReader();

    @Test
    void readWhenMobileFirstsAnswerThenBearerToken() {
        ClientCredentialsToken token = read("""
                {"access_token":"abc.def","token_type":"Bearer","expires_in":3599,"scope":"authorization.introspect"}
                """);

        assertThat(token.credentials().authorization()).contains("Bearer abc.def");
        assertThat(token.credentials().parameters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3599, PT3569S",
        "61, PT31S",
        "60, PT30S",
        "59, PT29.5S",
        "1, PT0.5S",
        "86400, PT86370S",
        "86401, PT86370S",
        "9223372036854775807, PT86370S",
        "1e30, PT86370S",
        "'\"3599\"', PT3569S",
        "3599.0, PT3569S",
        "'\"3599.0\"', PT3569S",
        "3599.7, PT3569S"
    })
    void readWhenLifetimeThenFreshUntilAMarginBeforeItsEnd(String expiresIn, Duration fresh) {
        ClientCredentialsToken token =
                read("{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":" + expiresIn + "}");

        assertThat(token.isFresh(NOW + fresh.toNanos() - 1)).isTrue();
        assertThat(token.isFresh(NOW + fresh.toNanos())).isFalse();
    }

    @ParameterizedTest
    @Tag("R9")
    @ValueSource(strings = {"", ",\"token_type\":null"})
    void readWhenTypeIsMissingThenBearer(String type) {
        ClientCredentialsToken token = read("{\"access_token\":\"abc.def\",\"expires_in\":3599" + type + "}");

        assertThat(token.credentials().authorization()).contains("Bearer abc.def");
    }

    @Test
    void readWhenLifetimeIsAbsentThenAFewMinutes() {
        ClientCredentialsToken token = read("{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":null}");

        assertThat(token.isFresh(NOW + Duration.ofSeconds(270).toNanos() - 1)).isTrue();
        assertThat(token.isFresh(NOW + Duration.ofSeconds(270).toNanos())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-1e30", "0.5", "\"0\"", "\"0.9\"", "1e40", "\"\"", "\"1h\"", "true", "[3600]"})
    void readWhenLifetimeIsUnusableThenTrouble(String expiresIn) {
        assertBad("{\"access_token\":\"t0ken\",\"token_type\":\"Bearer\",\"expires_in\":" + expiresIn + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"t0ken\",\"token_type\":\"DPoP\"}",
                "{\"access_token\":\"t0ken\",\"token_type\":\"mac\"}",
                "{\"access_token\":\"t0ken\",\"token_type\":\"\"}",
                "{\"access_token\":\"t0ken\",\"token_type\":1}",
                "{\"access_token\":\"t0ken\",\"token_type\":\" Bearer\"}",
                "{\"token_type\":\"Bearer\"}",
                "{\"access_token\":null,\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":7,\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"t0ken x\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"t0ken\\r\\nHost: evil\",\"token_type\":\"Bearer\"}",
                "{\"access_token\":\"t0ken\\u00e4\",\"token_type\":\"Bearer\"}",
                "{\"error\":\"invalid_client\"}",
                "[]",
                ""
            })
    void readWhenNoBearerTokenThenTrouble(String json) {
        assertBad(json);
    }

    @Test
    @Tag("L1")
    void toStringWhenTokenOrItsCredentialsThenRedacted() {
        ClientCredentialsToken token = read("{\"access_token\":\"t0ken\",\"token_type\":\"Bearer\"}");

        assertThat(token).hasToString("ClientCredentialsToken[redacted]");
        assertThat(token.credentials()).hasToString("ClientCredentials[redacted]");
        assertThat(new Secret("t0ken")).hasToString("[redacted]");
    }

    private ClientCredentialsToken read(String json) {
        return reader.read(json.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private void assertBad(String json) {
        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> read(json))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(AuthorizationServerFailure.Kind.BAD_ANSWER))
                .satisfies(trouble -> assertThat(trouble).hasMessageNotContaining("t0ken"));
    }
}
