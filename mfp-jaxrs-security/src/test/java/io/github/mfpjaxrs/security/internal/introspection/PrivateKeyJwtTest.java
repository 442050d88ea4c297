package io.github.mfpjaxrs.security.internal.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.config.SigningKey;
import io.github.mfpjaxrs.security.internal.fakes.FakeAuthorizationServer;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateKeyJwtTest {

    private static final String ISSUER = "https://as.example.com";
    private static final URI ENDPOINT = URI.create("https://as.example.com/introspect");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void atWhenKeyIsRsaThenAssertionIsSignedWithRs256() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        KeyPair pair = generator.generateKeyPair();

        String[] assertion = assertion(pair, Optional.of("key-1"));

        assertThat(json(assertion[0]).getString("alg")).isEqualTo("RS256");
        assertThat(json(assertion[0]).getString("kid")).isEqualTo("key-1");
        assertThat(isSignedBy(pair, "SHA256withRSA", assertion)).isTrue();
    }

    @Test
    void atWhenKeyIsEcThenAssertionIsSignedWithEs256() throws Exception {
        KeyPair pair = ecKey("secp256r1");

        String[] assertion = assertion(pair, Optional.empty());

        assertThat(json(assertion[0]).getString("alg")).isEqualTo("ES256");
        assertThat(json(assertion[0])).doesNotContainKey("kid");
        assertThat(isSignedBy(pair, "SHA256withECDSAinP1363Format", assertion)).isTrue();
    }

    @Test
    void atWhenCalledThenClaimsAreThoseOfRfc7523() throws Exception {
        KeyPair pair = ecKey("secp256r1");

        JsonObject claims = json(assertion(pair, Optional.empty())[1]);

        assertThat(claims.getString("iss")).isEqualTo("client");
        assertThat(claims.getString("sub")).isEqualTo("client");
        assertThat(claims.getString("aud")).isEqualTo(ISSUER);
        assertThat(claims.getInt("exp")).isEqualTo(NOW.plusSeconds(60).getEpochSecond());
        assertThat(claims.getString("jti"))
                .isNotEqualTo(json(assertion(pair, Optional.empty())[1]).getString("jti"));
    }

    @ParameterizedTest
    @Tag("R12")
    @CsvSource({
        "issuer, https://as.example.com/realms/bank",
        "ISSUER, https://as.example.com/realms/bank",
        "token-endpoint, https://as.example.com/token",
        "introspection-endpoint, https://as.example.com/introspect"
    })
    void ofWhenAudienceIsConfiguredThenTheAssertionNamesItAlone(String configured, String audience) throws Exception {
        JsonObject claims = configured("mfp.introspection.assertion-audience", configured);

        assertThat(claims.getString("aud")).isEqualTo(audience);
    }

    @Test
    @Tag("R12")
    void ofWhenNoAudienceIsConfiguredThenTheIssuerAsCurrentServersWantIt() throws Exception {
        assertThat(configured().getString("aud")).isEqualTo("https://as.example.com/realms/bank");
        assertThat(configured("mfp.token.required-issuer", "https://issuer.example.com")
                        .getString("aud"))
                .isEqualTo("https://issuer.example.com");
    }

    private static JsonObject configured(String... more) throws Exception {
        List<String> keys = new ArrayList<>(List.of(
                "mfp.authorization-server.url", "https://as.example.com/realms/bank",
                "mfp.introspection.authentication", "private_key_jwt",
                "mfp.introspection.private-key", pem(ecKey("secp256r1")),
                "mfp.introspection.endpoint", "https://as.example.com/introspect",
                "mfp.introspection.token-endpoint", "https://as.example.com/token"));
        keys.addAll(List.of(more));
        Settings settings = TestSettings.with(keys.toArray(String[]::new));
        EndpointSource endpoints = EndpointSource.configured(
                settings, new FakeAuthorizationServer(), new KnownEndpoints(Duration.ofSeconds(20)));
        ClientAuthentication authentication =
                ClientAuthentication.configured(settings, endpoints, InstantSource.fixed(NOW));
        return json(authentication
                .credentialsFor(ENDPOINT)
                .parameters()
                .get("client_assertion")
                .split("\\.")[1]);
    }

    @Test
    void parseWhenKeyIsWeakOrNoneThenRefusedWithoutItsText() throws Exception {
        String weak = pem(ecKey("secp384r1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.parse(weak, Optional.empty()))
                .satisfies(e -> assertThat(e).hasMessageNotContaining(weak.substring(40, 60)));
        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.parse("AAAA", Optional.empty()));
    }

    private static KeyPair ecKey(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static String[] assertion(KeyPair pair, Optional<String> keyId) {
        PrivateKeyJwt authentication =
                new PrivateKeyJwt("client", SigningKey.parse(pem(pair), keyId), () -> ISSUER, InstantSource.fixed(NOW));
        return authentication
                .credentialsFor(ENDPOINT)
                .parameters()
                .get("client_assertion")
                .split("\\.");
    }

    private static JsonObject json(String part) {
        byte[] text = Base64.getUrlDecoder().decode(part);
        return Json.createReader(new StringReader(new String(text, StandardCharsets.UTF_8)))
                .readObject();
    }

    private static boolean isSignedBy(KeyPair pair, String algorithm, String[] assertion) throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(pair.getPublic());
        signature.update((assertion[0] + "." + assertion[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(assertion[2]));
    }
}
