package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.AppClient.Registration;
import io.github.mfpjaxrs.security.testkit.TokenDetails.User;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The scope granted to a registered client. Logins extend and logouts reduce the scope, but the token stays the same.
 */
final class ClientGrant implements Grant {

    private final AppClient client;
    private final SecurityChecks checks;
    private final InstantSource clock;
    private final Instant issuedAt;
    private final Instant expiresAt;

    ClientGrant(AppClient client, SecurityChecks checks, InstantSource clock, Instant issuedAt, Instant expiresAt) {
        this.client = client;
        this.checks = checks;
        this.clock = clock;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
    }

    @Override
    public TokenDetails details() {
        Map<String, User> logins = client.logins(clock.instant());
        Map<String, Map<String, String>> passed = new LinkedHashMap<>();
        logins.keySet().forEach(check -> passed.put(check, Map.of()));
        Registration registration = client.registration();
        return new TokenDetails(
                String.join(" ", checks.granted(logins.keySet(), client.asked())),
                client.id(),
                logins.values().stream().findFirst().orElse(null),
                registration.device(),
                registration.application(),
                passed,
                Map.of(),
                issuedAt,
                expiresAt);
    }

    @Override
    public Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public void expire(String scopeElementOrCheck) {
        client.expire(scopeElementOrCheck);
    }
}
