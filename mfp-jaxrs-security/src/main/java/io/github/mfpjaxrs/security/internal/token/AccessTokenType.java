package io.github.mfpjaxrs.security.internal.token;

import io.github.mfpjaxrs.security.AccessToken;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells a bearer access token from what a server also calls active: refresh tokens, id tokens, tokens that need a proof. The
 * server's word for it is {@code token_type} (RFC 7662 §2.2), Keycloak's {@code typ}, and {@code token_use} of ORY Hydra and
 * Amazon Cognito. A server that says none of them, as MobileFirst, is taken to speak of access tokens.
 */
public final class AccessTokenType {

    private static final String TOKEN_TYPE = "token_type";
    private static final String TYP = "typ";
    private static final String TOKEN_USE = "token_use";

    /** The members that say it: each is text. */
    public static final List<String> MEMBERS = List.of(TOKEN_TYPE, TYP, TOKEN_USE);

    private static final Set<String> BEARER = Set.of("bearer");

    /** The latter two are the header of RFC 9068 §2.1, which some servers copy into the answer. */
    private static final Set<String> ACCESS_TOKEN_TYPES = Set.of("bearer", "at+jwt", "application/at+jwt");

    private static final Set<String> ACCESS_TOKEN_USES = Set.of("access_token", "access");

    private AccessTokenType() {}

    /** Whether nothing that the server says makes it another kind of token. */
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
