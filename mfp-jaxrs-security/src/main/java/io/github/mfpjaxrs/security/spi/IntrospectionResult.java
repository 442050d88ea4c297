package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.AccessToken;

/** The result of introspecting an access token. */
public sealed interface IntrospectionResult {

    /**
     * The token is active.
     *
     * @param token the data in the introspection response
     */
    record Active(AccessToken token) implements IntrospectionResult {}

    /**
     * The token is not active (RFC 7662 §2.2: {@code active} is false), for example because it is expired, revoked or
     * unknown.
     */
    record Inactive() implements IntrospectionResult {}

    /**
     * The client must send its request again (MobileFirst's 409 response).
     *
     * @param mfpConflict the value of the {@code MFP-Conflict} header field, which must be passed on to the client
     */
    record Conflict(String mfpConflict) implements IntrospectionResult {

        /**
         * Validates that the value can be used safely in a header field.
         *
         * @param mfpConflict the value: printable ASCII, not blank
         * @throws IllegalArgumentException if the value is blank or contains any other character
         */
        public Conflict {
            if (mfpConflict.isBlank() || !mfpConflict.chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
                throw new IllegalArgumentException("the value of MFP-Conflict must be printable ASCII and not blank");
            }
        }
    }
}
