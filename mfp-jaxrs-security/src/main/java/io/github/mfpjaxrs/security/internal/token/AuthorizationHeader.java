package io.github.mfpjaxrs.security.internal.token;

import java.util.List;

/** What the {@code Authorization} header fields of a request amount to (RFC 6750 §2.1). */
public sealed interface AuthorizationHeader permits BearerToken, AuthorizationHeader.Unusable {

    /** Why there is no token to ask about. */
    enum Unusable implements AuthorizationHeader {
        /** No field, or one of another scheme. */
        ABSENT,
        /** A bearer token that no server can have issued: empty, too long, or with a character outside b64token. */
        MALFORMED,
        /** More than one field. */
        AMBIGUOUS
    }

    /**
     * Reads the header fields.
     *
     * @param authorization the values of all Authorization fields
     * @param maxLength the longest token to accept, in characters
     */
    static AuthorizationHeader of(List<String> authorization, int maxLength) {
        if (authorization.isEmpty()) {
            return Unusable.ABSENT;
        }
        if (authorization.size() > 1) {
            return Unusable.AMBIGUOUS;
        }
        return BearerToken.parse(authorization.get(0), maxLength);
    }
}
