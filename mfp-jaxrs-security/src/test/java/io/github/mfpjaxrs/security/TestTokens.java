package io.github.mfpjaxrs.security;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Introspected tokens, made to measure: what a test does not name is absent. */
public final class TestTokens {

    private final Map<String, Object> claims = new HashMap<>();
    private Optional<String> clientId = Optional.empty();
    private Optional<String> userName = Optional.empty();
    private Set<String> scopes = Set.of();
    private Optional<Instant> expiresAt = Optional.empty();
    private Optional<Instant> notBefore = Optional.empty();
    private Optional<String> issuer = Optional.empty();
    private List<String> audience = List.of();
    private Optional<MFPDevice> device = Optional.empty();

    private TestTokens() {}

    /** A token with nothing but the scope of every registered client. */
    public static AccessToken active() {
        return withScope("RegisteredClient").build();
    }

    public static TestTokens withScope(String... elements) {
        TestTokens token = new TestTokens();
        token.scopes = Set.of(elements);
        return token;
    }

    public TestTokens client(String id) {
        clientId = Optional.of(id);
        return this;
    }

    public TestTokens user(String name) {
        userName = Optional.of(name);
        return this;
    }

    public TestTokens expiresAt(Instant time) {
        expiresAt = Optional.of(time);
        return this;
    }

    public TestTokens notBefore(Instant time) {
        notBefore = Optional.of(time);
        return this;
    }

    public TestTokens issuer(String name) {
        issuer = Optional.of(name);
        return this;
    }

    public TestTokens audience(String... names) {
        audience = List.of(names);
        return this;
    }

    public TestTokens device(String id, DeviceStatus status) {
        device = Optional.of(
                new MFPDevice(Optional.of(id), Optional.empty(), Optional.empty(), status, Optional.empty()));
        return this;
    }

    public TestTokens claim(String name, Object value) {
        claims.put(name, value);
        return this;
    }

    public AccessToken build() {
        return new AccessToken(
                clientId,
                userName,
                scopes,
                expiresAt,
                Optional.empty(),
                notBefore,
                Optional.empty(),
                issuer,
                audience,
                Optional.empty(),
                device,
                Optional.empty(),
                Map.of(),
                claims);
    }
}
