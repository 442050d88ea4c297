package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.config.SigningKey;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Client authentication with a signed assertion ({@code private_key_jwt}, RFC 7523 §2.2, §3). The assertion names
 * only one audience. With several audiences, one recipient could replay the assertion to another, so servers reject
 * such assertions (Keycloak since 26.2). Thread-safe.
 */
final class PrivateKeyJwt implements ClientAuthentication {

    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final String clientId;
    private final SigningKey key;
    private final Supplier<String> audience;
    private final InstantSource clock;

    /**
     * @param audience supplies the audience for each assertion; the audience might have to be discovered first
     */
    PrivateKeyJwt(String clientId, SigningKey key, Supplier<String> audience, InstantSource clock) {
        this.audience = audience;
        this.clientId = clientId;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public ClientCredentials credentialsFor(URI endpoint) {
        return ClientCredentials.inForm(Map.of(
                "client_id",
                clientId,
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion()));
    }

    private String assertion() {
        String input = encode(header()) + "." + encode(claims());
        return input + "." + BASE64URL.encodeToString(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private JsonObject header() {
        JsonObjectBuilder header =
                Json.createObjectBuilder().add("alg", key.algorithm()).add("typ", "JWT");
        key.id().ifPresent(id -> header.add("kid", id));
        return header.build();
    }

    private JsonObject claims() {
        long now = clock.instant().getEpochSecond();
        return Json.createObjectBuilder()
                .add("iss", clientId)
                .add("sub", clientId)
                .add("aud", audience.get())
                .add("jti", UUID.randomUUID().toString())
                .add("iat", now)
                .add("exp", now + LIFETIME.toSeconds())
                .build();
    }

    private static String encode(JsonObject object) {
        return BASE64URL.encodeToString(object.toString().getBytes(StandardCharsets.UTF_8));
    }
}
