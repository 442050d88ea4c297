package io.github.mfpjaxrs.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Introspected tokens for tests. A component that a test does not set is absent. */
public final class TestTokens {

    private final AccessToken.Builder token = AccessToken.builder();

    private TestTokens() {}

    /** Returns a token that has only the scope of every registered client. */
    public static AccessToken active() {
        return withScope("RegisteredClient").build();
    }

    public static TestTokens withScope(String... elements) {
        TestTokens tokens = new TestTokens();
        tokens.token.scope(String.join(" ", elements));
        return tokens;
    }

    public TestTokens client(String id) {
        token.clientId(id);
        return this;
    }

    public TestTokens user(String name) {
        token.userName(name);
        return this;
    }

    public TestTokens expiresAt(Instant time) {
        token.expiresAt(time);
        return this;
    }

    public TestTokens notBefore(Instant time) {
        token.notBefore(time);
        return this;
    }

    public TestTokens issuer(String name) {
        token.issuer(name);
        return this;
    }

    public TestTokens audience(String... names) {
        token.audience(List.of(names));
        return this;
    }

    public TestTokens device(String id, DeviceStatus status) {
        token.device(new MFPDevice(Optional.of(id), Optional.empty(), Optional.empty(), status, Optional.empty()));
        return this;
    }

    public TestTokens claim(String name, Object value) {
        token.claim(name, value);
        return this;
    }

    public AccessToken build() {
        return token.build();
    }
}
