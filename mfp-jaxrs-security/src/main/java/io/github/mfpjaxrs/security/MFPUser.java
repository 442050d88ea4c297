package io.github.mfpjaxrs.security;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The user authenticated by a security check ({@code mfp-user}). Immutable.
 *
 * @param id the user's identifier
 * @param displayName the name to display
 * @param authenticatedAt the time of authentication
 * @param authenticatedBy the name of the security check that authenticated the user
 * @param attributes the attributes that the security check set. The values are strings, booleans,
 *     {@link java.math.BigDecimal} numbers, and lists and maps of these
 */
public record MFPUser(
        String id,
        Optional<String> displayName,
        Optional<Instant> authenticatedAt,
        Optional<String> authenticatedBy,
        Map<String, Object> attributes) {

    /**
     * Copies the attributes.
     *
     * @param id the identifier
     * @param displayName the display name
     * @param authenticatedAt the time of authentication
     * @param authenticatedBy the security check
     * @param attributes the attributes
     */
    public MFPUser {
        attributes = Map.copyOf(attributes);
    }
}
