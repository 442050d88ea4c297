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
 * Reads the answer of the token endpoint (RFC 6749 §5.1). Thread-safe.
 *
 * <p>A missing {@code token_type} is taken for {@code Bearer}, though the RFC requires one: servers leave it out (LinkedIn's
 * and others'), as they have no other type. No harm can come of it, because the token goes back to nobody but the server that
 * issued it, which refuses what it does not know. Any other type is refused: it asks for a proof that we cannot give.
 */
final class TokenResponseReader {

    /** Given up so long before its end that it does not end on its way to the server. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** RFC 6749 leaves expires_in out where it is known otherwise. Nothing here knows it: soon enough to do no harm. */
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

    /** A token that lives for less than a minute is used for half its life. */
    private static Duration usable(Duration lifetime) {
        Duration half = lifetime.dividedBy(2);
        Duration early = lifetime.minus(MARGIN);
        return early.compareTo(half) > 0 ? early : half;
    }

    private static AuthorizationServerFailure unusable(String why) {
        return new AuthorizationServerFailure(
                AuthorizationServerFailure.Kind.BAD_ANSWER, "the token endpoint's answer is unusable: " + why);
    }
}
