package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.AccessToken;

/** What an authorization server said about an access token. */
public sealed interface IntrospectionResult {

    /**
     * The token is active.
     *
     * @param token what else the server said
     */
    record Active(AccessToken token) implements IntrospectionResult {}

    /** The token is not, or no longer, good (RFC 7662 §2.2: {@code active} is false). */
    record Inactive() implements IntrospectionResult {}

    /**
     * The client must send its request again (MobileFirst's 409).
     *
     * @param mfpConflict the value of the {@code MFP-Conflict} header field, which the client must be given
     */
    record Conflict(String mfpConflict) implements IntrospectionResult {

        /**
         * Checks that the value cannot end its header field.
         *
         * @param mfpConflict the value: printable ASCII, not blank
         * @throws IllegalArgumentException if it is anything else
         */
        public Conflict {
            if (mfpConflict.isBlank() || !mfpConflict.chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
                throw new IllegalArgumentException("the value of MFP-Conflict must be printable ASCII and not blank");
            }
        }
    }
}
