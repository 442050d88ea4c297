package io.github.mfpjaxrs.security;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The introspection response for an active access token (RFC 7662 §2.2), without the token itself. Deeply immutable,
 * so it can be kept and shared between threads.
 *
 * <p>Tests and custom introspectors create instances with the {@linkplain #builder() builder}, which stays compatible
 * when later versions add components.
 *
 * @param clientId the OAuth 2.0 client that the token was issued to
 * @param userName the user's name; empty if no user is authenticated (MobileFirst's {@code anonymous})
 * @param scopes the granted scope elements; empty if none
 * @param expiresAt the time from which the token is no longer accepted ({@code exp}). Servers send {@code exp} either
 *     in seconds or in milliseconds
 * @param issuedAt the time at which the token was issued ({@code iat})
 * @param notBefore the time before which the token must not be accepted ({@code nbf})
 * @param subject the subject of the token ({@code sub})
 * @param issuer the issuer of the token ({@code iss})
 * @param audience the services that the token is intended for ({@code aud}); empty if the server did not name any
 * @param application the MobileFirst application
 * @param device the MobileFirst device
 * @param user the user authenticated by a security check
 * @param securityChecks the data that each security check publishes, keyed by the check's name
 * @param claims all members of the response by name, including members for which this class has no component. The
 *     values are strings, booleans, {@link java.math.BigDecimal} numbers, and lists and maps of these. Members that
 *     are {@code null} are omitted, but {@code null} elements of lists are kept. A custom introspector must ensure
 *     that the values are immutable
 * @param authorizationServer the name of the configured authorization server that vouches for the token;
 *     {@code default} for the server without a name
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
        Map<String, Object> claims,
        String authorizationServer) {

    private static final String DEFAULT_SERVER = "default";

    /**
     * Copies the collections.
     *
     * @param clientId the client
     * @param userName the user's name
     * @param scopes the scope elements
     * @param expiresAt the expiry
     * @param issuedAt the time of issue
     * @param notBefore the start of validity
     * @param subject the subject
     * @param issuer the issuer
     * @param audience the audience
     * @param application the application
     * @param device the device
     * @param user the authenticated user
     * @param securityChecks the security checks
     * @param claims all members of the response
     * @param authorizationServer the name of the authorization server
     */
    public AccessToken {
        scopes = Set.copyOf(scopes);
        audience = List.copyOf(audience);
        securityChecks = Map.copyOf(securityChecks);
        claims = Map.copyOf(claims);
    }

    /**
     * Returns a builder for a token that initially has no scope, expiry or claims.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns only the client and the expiry, so that user names and claims do not end up in logs.
     *
     * @return a short form for diagnostics
     */
    @Override
    public String toString() {
        return "AccessToken[clientId=" + clientId.orElse("-") + ", expiresAt="
                + expiresAt.map(Instant::toString).orElse("-") + "]";
    }

    /**
     * Builds access tokens. Components that are not set are absent or empty. Calling a method again replaces the
     * earlier value, unless the method is documented to add to that value. No component is derived from another. For
     * example, setting a scope does not add a {@linkplain AccessToken#claims() claim}. Not thread-safe.
     */
    public static final class Builder {

        private final Set<String> scopes = new LinkedHashSet<>();
        private final Map<String, Map<String, String>> securityChecks = new HashMap<>();
        private final Map<String, Object> claims = new HashMap<>();
        private Optional<String> clientId = Optional.empty();
        private Optional<String> userName = Optional.empty();
        private Optional<Instant> expiresAt = Optional.empty();
        private Optional<Instant> issuedAt = Optional.empty();
        private Optional<Instant> notBefore = Optional.empty();
        private Optional<String> subject = Optional.empty();
        private Optional<String> issuer = Optional.empty();
        private List<String> audience = List.of();
        private Optional<MFPApplication> application = Optional.empty();
        private Optional<MFPDevice> device = Optional.empty();
        private Optional<MFPUser> user = Optional.empty();
        private String authorizationServer = DEFAULT_SERVER;

        private Builder() {}

        /**
         * Sets the OAuth 2.0 client that the token was issued to ({@code client_id}).
         *
         * @param id the client's identifier
         * @return this builder
         */
        public Builder clientId(String id) {
            clientId = Optional.of(id);
            return this;
        }

        /**
         * Sets the name of the authenticated user ({@code username}). Do not call this method if no user is
         * authenticated: this class attaches no special meaning to names such as {@code anonymous}.
         *
         * @param name the user's name
         * @return this builder
         */
        public Builder userName(String name) {
            userName = Optional.of(name);
            return this;
        }

        /**
         * Adds granted scope elements ({@code scope}).
         *
         * @param scope one or more elements, separated by spaces; an empty string adds none
         * @return this builder
         */
        public Builder scope(String scope) {
            Arrays.stream(scope.split(" "))
                    .filter(element -> !element.isEmpty())
                    .forEach(scopes::add);
            return this;
        }

        /**
         * Sets the time from which the token is no longer accepted ({@code exp}).
         *
         * @param time the expiry
         * @return this builder
         */
        public Builder expiresAt(Instant time) {
            expiresAt = Optional.of(time);
            return this;
        }

        /**
         * Sets the time at which the token was issued ({@code iat}).
         *
         * @param time the time of issue
         * @return this builder
         */
        public Builder issuedAt(Instant time) {
            issuedAt = Optional.of(time);
            return this;
        }

        /**
         * Sets the time before which the token must not be accepted ({@code nbf}).
         *
         * @param time the start of validity
         * @return this builder
         */
        public Builder notBefore(Instant time) {
            notBefore = Optional.of(time);
            return this;
        }

        /**
         * Sets the subject ({@code sub}). The user's name is set separately.
         *
         * @param id the subject's identifier
         * @return this builder
         */
        public Builder subject(String id) {
            subject = Optional.of(id);
            return this;
        }

        /**
         * Sets the issuer ({@code iss}).
         *
         * @param id the issuer's identifier, usually a URL
         * @return this builder
         */
        public Builder issuer(String id) {
            issuer = Optional.of(id);
            return this;
        }

        /**
         * Sets the services that the token is intended for ({@code aud}).
         *
         * @param ids the identifiers of these services; copied
         * @return this builder
         */
        public Builder audience(List<String> ids) {
            audience = List.copyOf(ids);
            return this;
        }

        /**
         * Sets the MobileFirst application ({@code mfp-application}).
         *
         * @param data the application
         * @return this builder
         */
        public Builder application(MFPApplication data) {
            application = Optional.of(data);
            return this;
        }

        /**
         * Sets the MobileFirst device ({@code mfp-device}). The device's status determines whether the token is
         * accepted.
         *
         * @param data the device
         * @return this builder
         */
        public Builder device(MFPDevice data) {
            device = Optional.of(data);
            return this;
        }

        /**
         * Sets the user authenticated by a security check ({@code mfp-user}). The user's name is set separately.
         *
         * @param data the user
         * @return this builder
         */
        public Builder user(MFPUser data) {
            user = Optional.of(data);
            return this;
        }

        /**
         * Adds or replaces the data for a security check ({@code mfp-checks}).
         *
         * @param name the name of the security check
         * @param data the data that the security check publishes; copied
         * @return this builder
         */
        public Builder securityCheck(String name, Map<String, String> data) {
            securityChecks.put(name, Map.copyOf(data));
            return this;
        }

        /**
         * Adds or replaces a claim.
         *
         * @param name the claim's name
         * @param value the claim's value, which must be immutable and of a type listed at
         *     {@link AccessToken#claims()}
         * @return this builder
         */
        public Builder claim(String name, Object value) {
            claims.put(name, value);
            return this;
        }

        /**
         * Sets the authorization server that vouches for the token. If it is not set, the server is {@code default}.
         *
         * @param name the name of a configured authorization server
         * @return this builder
         */
        public Builder authorizationServer(String name) {
            authorizationServer = name;
            return this;
        }

        /**
         * Creates the token. The builder remains usable, and later changes to it do not affect the token.
         *
         * @return a token with the components set so far
         */
        public AccessToken build() {
            return new AccessToken(
                    clientId,
                    userName,
                    scopes,
                    expiresAt,
                    issuedAt,
                    notBefore,
                    subject,
                    issuer,
                    audience,
                    application,
                    device,
                    user,
                    securityChecks,
                    claims,
                    authorizationServer);
        }
    }
}
