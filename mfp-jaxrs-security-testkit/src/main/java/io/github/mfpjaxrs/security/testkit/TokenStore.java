package io.github.mfpjaxrs.security.testkit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The issued tokens, keyed by token text, and the device statuses that were set after a token was issued. */
final class TokenStore {

    private final Map<String, IssuedToken> tokens = new ConcurrentHashMap<>();
    private final Map<String, String> deviceStatuses = new ConcurrentHashMap<>();
    private final TokenText text = new TokenText();
    private final InstantSource clock;

    TokenStore(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    String issue(@Nullable String value, IssuedToken token) {
        String key = value == null ? text.make(token.details()) : value;
        tokens.put(key, token);
        return key;
    }

    Optional<IssuedToken> find(String value) {
        return Optional.ofNullable(tokens.get(value));
    }

    Optional<IssuedToken> findActive(String value) {
        return find(value).filter(token -> token.isActive(now()));
    }

    /** Returns the token with this {@link TokenId}. */
    Optional<IssuedToken> findById(String id) {
        return tokens.entrySet().stream()
                .filter(entry -> TokenId.of(entry.getKey()).equals(id))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Returns the active tokens, keyed by token text. */
    List<Map.Entry<String, IssuedToken>> active(Instant now) {
        return tokens.entrySet().stream()
                .filter(entry -> entry.getValue().isActive(now))
                .toList();
    }

    void revokeClientTokens() {
        tokens.values().stream().filter(token -> !token.isOwn()).forEach(IssuedToken::revoke);
    }

    void forgetOwnTokens() {
        tokens.values().removeIf(IssuedToken::isOwn);
    }

    void deviceStatus(String deviceId, String status) {
        deviceStatuses.put(deviceId, status);
    }

    String deviceStatus(TokenDetails.Device device) {
        return deviceStatuses.getOrDefault(device.id(), device.status());
    }

    void clear() {
        tokens.clear();
        deviceStatuses.clear();
    }
}
