package io.github.mfpjaxrs.security.internal.token;

import java.util.List;

/** The parsed {@code Authorization} header fields of a request (RFC 6750 §2.1). */
public sealed interface AuthorizationHeader permits BearerToken, AuthorizationHeader.Unusable {

    /** The reason why the header fields contain no usable token. */
    enum Unusable implements AuthorizationHeader {
        /** There is no header field, or its scheme is not {@code Bearer}. */
        ABSENT,
        /**
         * No server can have issued the bearer token, because the token is empty, too long, or contains a character
         * outside b64token.
         */
        MALFORMED,
        /** There is more than one header field. */
        AMBIGUOUS
    }

    /**
     * Parses the header fields.
     *
     * @param authorization the values of all Authorization header fields
     * @param maxLength the maximum length of a token, in characters
     */
    static AuthorizationHeader parse(List<String> authorization, int maxLength) {
        if (authorization.isEmpty()) {
            return Unusable.ABSENT;
        }
        if (authorization.size() > 1) {
            return Unusable.AMBIGUOUS;
        }
        return BearerToken.parse(authorization.get(0), maxLength);
    }
}
