package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.config.Secret;
import io.github.mfpjaxrs.security.internal.json.Claims;
import io.github.mfpjaxrs.security.internal.json.JsonReader;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/**
 * Parses responses from the token endpoint (RFC 6749 §5.1). Thread-safe.
 *
 * <p>A missing {@code token_type} is treated as {@code Bearer}, even though the RFC requires the member. Some
 * servers, such as LinkedIn's, omit it because they have no other type. This is safe, because the token is sent only
 * to the server that issued it, and that server rejects unknown tokens. Any other type is rejected, because it
 * requires a proof that this service cannot provide.
 */
final class TokenResponseReader {

    /** How long before its expiry a token is renewed, so that it does not expire in transit. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /**
     * The short lifetime assumed if {@code expires_in} is missing. RFC 6749 permits the server to omit it if the
     * client learns the lifetime by other means, but this client does not.
     */
    private static final Duration UNKNOWN_LIFETIME = Duration.ofMinutes(5);

    private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

    private final JsonReader json = new JsonReader();

    ClientCredentialsToken read(byte[] body, long nowNanos) {
        Claims claims = new Claims(json.readObject(body));
        String value = claims.strictText("access_token").orElseThrow(() -> unusable("access_token is missing"));
        if (!(BearerToken.parse("Bearer " + value, Integer.MAX_VALUE) instanceof BearerToken)) {
            throw unusable("access_token is not a bearer token");
        }
        Optional<String> type = claims.strictText("token_type");
        if (type.isPresent() && !type.get().equalsIgnoreCase("Bearer")) {
            throw unusable("token_type is not Bearer");
        }
        Duration lifetime = claims.strictSeconds("expires_in")
                .map(TokenResponseReader::lifetime)
                .orElse(UNKNOWN_LIFETIME);
        return new ClientCredentialsToken(
                new Secret(value), nowNanos + usable(lifetime).toNanos());
    }

    private static Duration lifetime(BigInteger seconds) {
        if (seconds.signum() <= 0) {
            throw unusable("expires_in is not positive");
        }
        return Duration.ofSeconds(
                seconds.min(BigInteger.valueOf(LONGEST_SECONDS)).longValue());
    }

    /**
     * Returns how long a token stays in use. A token with a lifetime of less than a minute is used for half of that
     * time.
     */
    private static Duration usable(Duration lifetime) {
        Duration half = lifetime.dividedBy(2);
        Duration early = lifetime.minus(MARGIN);
        return early.compareTo(half) > 0 ? early : half;
    }

    private static AuthorizationServerFailure unusable(String why) {
        return AuthorizationServerFailure.invalidResponse("the token endpoint's answer is unusable: " + why);
    }
}
