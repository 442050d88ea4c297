package io.github.mfpjaxrs.security;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What introspection said about an active access token (RFC 7662 §2.2), never the token itself. Immutable all the way
 * down, and so safe to keep and to hand to other threads.
 *
 * @param clientId the OAuth 2.0 client that the token was issued to
 * @param userName the user; empty where no user is authenticated (MobileFirst's {@code anonymous})
 * @param scopes the scope elements granted; empty if none
 * @param expiresAt when the token ends, whether the server said so in seconds or in milliseconds
 * @param issuedAt when the token was issued
 * @param notBefore when the token begins to be good
 * @param subject the subject of the token ({@code sub})
 * @param issuer who issued the token ({@code iss})
 * @param audience whom the token is meant for ({@code aud}); empty if the server did not say
 * @param application the MobileFirst application
 * @param device the MobileFirst device
 * @param user the user as a security check knows them
 * @param securityChecks the data that each security check publishes, by its name
 * @param claims every member of the answer by its name, those unknown to this class too: strings, booleans,
 *     {@link java.math.BigDecimal} numbers, lists and maps of these; members that are {@code null} are left out, elements of lists that are
 *     {@code null} are kept as {@code null}. A custom introspector must see to it that the values are immutable
 */
public record AccessToken(
        Optional<String> clientId,
        Optional<String> userName,
        Set<String> scopes,
        Optional<Instant> expiresAt,
        Optional<Instant> issuedAt,
        Optional<Instant> notBefore,
        Optional<String> subject,
        Optional<String> issuer,
        List<String> audience,
        Optional<MFPApplication> application,
        Optional<MFPDevice> device,
        Optional<MFPUser> user,
        Map<String, Map<String, String>> securityChecks,
        Map<String, Object> claims) {

    /**
     * Copies the collections.
     *
     * @param clientId the client
     * @param userName the user
     * @param scopes the scope elements
     * @param expiresAt the end
     * @param issuedAt the issue
     * @param notBefore the beginning
     * @param subject the subject
     * @param issuer the issuer
     * @param audience the audience
     * @param application the application
     * @param device the device
     * @param user the user in detail
     * @param securityChecks the security checks
     * @param claims everything
     */
    public AccessToken {
        scopes = Set.copyOf(scopes);
        audience = List.copyOf(audience);
        securityChecks = Map.copyOf(securityChecks);
        claims = Map.copyOf(claims);
    }

    /**
     * Names the client and the expiry: no user, no claims.
     *
     * @return a short form for diagnosis
     */
    @Override
    public String toString() {
        return "AccessToken[clientId=" + clientId.orElse("-") + ", expiresAt="
                + expiresAt.map(Instant::toString).orElse("-") + "]";
    }
}
