package io.github.mfpjaxrs.security;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The user whom a security check authenticated ({@code mfp-user}). Immutable.
 *
 * @param id the user's identifier
 * @param displayName the name to show
 * @param authenticatedAt when the user was authenticated
 * @param authenticatedBy the security check that did it
 * @param attributes what the security check says of the user: values are strings, booleans, {@link java.math.BigDecimal}
 *     numbers, lists and maps of these
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
     * @param displayName the name
     * @param authenticatedAt the time
     * @param authenticatedBy the security check
     * @param attributes the attributes
     */
    public MFPUser {
        attributes = Map.copyOf(attributes);
    }
}
