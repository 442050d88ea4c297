package io.github.mfpjaxrs.security.testkit;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Issues and redeems authorization codes (RFC 6749, section 4.1.2). A code can be redeemed only once, within one
 * minute, by the same client and with the same redirect URI.
 */
final class AuthorizationCodes {

    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final int RANDOM_BYTES = 24;

    private final Map<String, Code> codes = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    AuthorizationCodes(InstantSource clock) {
        this.clock = clock;
    }

    String issue(String clientId, String redirectUri, String scope) {
        Instant now = clock.instant();
        codes.values().removeIf(code -> !now.isBefore(code.expiresAt()));
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        codes.put(text, new Code(clientId, redirectUri, scope, now.plus(LIFETIME), new AtomicBoolean()));
        return text;
    }

    /** Redeems a code and returns the authorized scope. */
    String redeem(String text, String clientId, String redirectUri) throws ClientErrorException {
        Code code = codes.get(text);
        if (code == null || !clock.instant().isBefore(code.expiresAt())) {
            throw refused("the code is unknown or has expired");
        }
        if (!code.clientId().equals(clientId)) {
            throw refused("the code was issued to another client");
        }
        if (!code.redirectUri().equals(redirectUri)) {
            throw refused("redirect_uri differs from that of the authorization request");
        }
        if (!code.redeemed().compareAndSet(false, true)) {
            throw refused("the code was redeemed before");
        }
        return code.scope();
    }

    void clear() {
        codes.clear();
    }

    private static ClientErrorException refused(String reason) {
        return ClientErrorException.oauth("invalid_grant", reason);
    }

    private record Code(String clientId, String redirectUri, String scope, Instant expiresAt, AtomicBoolean redeemed) {}
}
