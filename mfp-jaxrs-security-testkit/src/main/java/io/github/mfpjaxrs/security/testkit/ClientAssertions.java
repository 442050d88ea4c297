package io.github.mfpjaxrs.security.testkit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Verifies the client assertions (RFC 7523) that MobileFirst's SDKs create. The SDKs sign with RS256 and the registered
 * key, set {@code iat} and {@code exp} in milliseconds, and use the authorization code as {@code jti}.
 */
final class ClientAssertions {

    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** One minute is enough, because the SDKs learn the server's time during authorization. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final AppClients clients;
    private final InstantSource clock;

    ClientAssertions(AppClients clients, InstantSource clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** Returns the client that created the assertion. */
    AppClient verify(JsonObject input) throws ClientErrorException {
        return verified(input).client();
    }

    /** Returns the client that created the assertion for this code. */
    AppClient verifyFor(String code, JsonObject input) throws ClientErrorException {
        Verified verified = verified(input);
        if (verified.claims().text("jti").filter(code::equals).isEmpty()) {
            throw refused("the jti of the client assertion is not the code");
        }
        return verified.client();
    }

    private record Verified(AppClient client, JsonObject claims) {}

    private Verified verified(JsonObject input) throws ClientErrorException {
        if (input.text("client_assertion_type").filter(TYPE::equals).isEmpty()) {
            throw refused("client_assertion_type is not " + TYPE);
        }
        SignedJson assertion = input.text("client_assertion")
                .flatMap(SignedJson::read)
                .orElseThrow(() -> refused("the client assertion is missing or malformed"));
        JsonObject claims = assertion.payload();
        AppClient client =
                clients.known(claims.text("sub").orElseThrow(() -> refused("the client assertion has no sub")));
        if (!assertion.isSignedWith(client.registration().key())) {
            throw refused("the client assertion is not signed with the registered key and RS256");
        }
        requireCurrent(claims);
        return new Verified(client, claims);
    }

    private void requireCurrent(JsonObject claims) throws ClientErrorException {
        Instant now = clock.instant();
        if (millis(claims, "exp").filter(now.minus(CLOCK_SKEW)::isBefore).isEmpty()) {
            throw refused("the client assertion has expired; exp is in milliseconds");
        }
        if (millis(claims, "iat").filter(now.plus(CLOCK_SKEW)::isAfter).isEmpty()) {
            throw refused("the client assertion was issued in the future; iat is in milliseconds");
        }
    }

    private static Optional<Instant> millis(JsonObject claims, String name) {
        return claims.number(name).map(BigDecimal::longValue).map(Instant::ofEpochMilli);
    }

    private static ClientErrorException refused(String reason) {
        return ClientErrorException.oauth("invalid_client", reason);
    }
}
