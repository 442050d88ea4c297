package io.github.mfpjaxrs.security.internal.token;

import io.github.mfpjaxrs.security.AccessToken;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a bearer access token from other tokens that a server might report as active: refresh tokens, ID
 * tokens, and tokens that require proof of possession. The response states the type in {@code token_type} (RFC 7662
 * §2.2), {@code typ} (Keycloak), or {@code token_use} (ORY Hydra, Amazon Cognito). If a server sends none of these
 * members, the token is assumed to be an access token. MobileFirst sends none of them.
 */
public final class AccessTokenType {

    private static final String TOKEN_TYPE = "token_type";
    private static final String TYP = "typ";
    private static final String TOKEN_USE = "token_use";

    /** The members that state the type. Each is a string. */
    public static final List<String> MEMBERS = List.of(TOKEN_TYPE, TYP, TOKEN_USE);

    private static final Set<String> BEARER = Set.of("bearer");

    /** The last two are JWT header values defined in RFC 9068 §2.1, which some servers copy into the response. */
    private static final Set<String> ACCESS_TOKEN_TYPES = Set.of("bearer", "at+jwt", "application/at+jwt");

    private static final Set<String> ACCESS_TOKEN_USES = Set.of("access_token", "access");

    private AccessTokenType() {}

    /** Returns whether none of the {@link #MEMBERS} states another type. */
    public static boolean isBearerAccessToken(AccessToken token) {
        Map<String, Object> claims = token.claims();
        return isAbsentOrOneOf(BEARER, claims.get(TOKEN_TYPE))
                && isAbsentOrOneOf(ACCESS_TOKEN_TYPES, claims.get(TYP))
                && isAbsentOrOneOf(ACCESS_TOKEN_USES, claims.get(TOKEN_USE));
    }

    private static boolean isAbsentOrOneOf(Set<String> accepted, @Nullable Object value) {
        return value == null || (value instanceof String text && accepted.contains(text.toLowerCase(Locale.ROOT)));
    }
}
