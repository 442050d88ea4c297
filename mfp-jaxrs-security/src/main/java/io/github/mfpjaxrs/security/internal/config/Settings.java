package io.github.mfpjaxrs.security.internal.config;

import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.RequiredScope;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The validated configuration. {@link SettingsReader} reads it and defines the keys.
 *
 * @param server the authorization server and this service's credentials
 * @param introspection the introspection request and its authentication
 * @param timeouts time limits for requests to the server
 * @param guard limits that contain server failures
 * @param cache how many introspection results are cached, and for how long
 * @param shared the settings for sharing data between instances of the application
 * @param rules token validation rules in addition to the scope
 * @param defaultScope the scope that is required if an annotation names no scope
 * @param realm the realm in challenges
 * @param errorBody the response body of a refusal
 * @param pathRules the requirements for requests to certain paths
 * @param remarks notes about possibly unintended values, without secrets
 * @param further the authorization servers other than this one
 */
public record Settings(
        Server server,
        Introspection introspection,
        Timeouts timeouts,
        Guard guard,
        Cache cache,
        Shared shared,
        Rules rules,
        RequiredScope defaultScope,
        Optional<String> realm,
        ErrorBody errorBody,
        List<PathRule> pathRules,
        List<String> remarks,
        Further further) {

    /** The name of the authorization server that is configured without a name. */
    public static final String DEFAULT_SERVER = "default";

    /**
     * Returns the authorization server's issuer identifier according to the configuration.
     *
     * @return the issuer that the server's metadata or tokens must name; if none is required, the server's base URL
     */
    public String issuer() {
        String url = server.url().toString();
        return introspection.discovery() ? url : rules.issuer().orElse(url);
    }

    /**
     * Returns the names of all configured authorization servers.
     *
     * @return a set that contains {@link #DEFAULT_SERVER}
     */
    public Set<String> serverNames() {
        Set<String> names = new TreeSet<>(further.servers().keySet());
        names.add(DEFAULT_SERVER);
        return names;
    }

    /** Returns these settings, completed with the values that are known only after all keys have been read. */
    Settings with(List<String> allRemarks, Further allFurther) {
        return new Settings(
                server,
                introspection,
                timeouts,
                guard,
                cache,
                shared,
                rules,
                defaultScope,
                realm,
                errorBody,
                pathRules,
                allRemarks,
                allFurther);
    }

    /** Returns settings for another authorization server, with the limits that all servers share. */
    Settings ofServer(Server other, Introspection itsIntrospection, Rules itsRules) {
        return new Settings(
                other,
                itsIntrospection,
                timeouts,
                guard,
                cache,
                shared,
                itsRules,
                defaultScope,
                realm,
                errorBody,
                List.of(),
                List.of(),
                Further.NONE);
    }

    /**
     * The authorization servers other than the one without a name.
     *
     * @param servers the settings for each server, by name; these settings contain no further servers
     * @param tried the names of the servers to try, in this order, for a token whose server is unknown; empty if only
     *     the unnamed server is used
     */
    public record Further(Map<String, Settings> servers, List<String> tried) {

        /** No further servers. */
        static final Further NONE = new Further(Map.of(), List.of());
    }

    /** The response body of a refusal. */
    public enum ErrorBody {
        /** An RFC 9457 problem document, if the client accepts JSON. */
        PROBLEM,
        /** No body. */
        NONE
    }

    /**
     * The authorization server.
     *
     * @param name the server's name in the configuration; {@link #DEFAULT_SERVER} for the server without a name
     * @param url the server's base URL, such as {@code https://mfp.example.com/mfp/api}
     * @param clientId the ID of the confidential client that represents this service
     * @param clientSecret the confidential client's secret
     */
    public record Server(String name, URI url, String clientId, Secret clientSecret) {}

    /** How this service authenticates to the introspection endpoint. */
    public enum Authentication {
        /** With this service's access token, as MobileFirst requires (RFC 7662 §2.1). */
        BEARER,
        /** With the client ID and secret in the Authorization header field (RFC 6749 §2.3.1). */
        BASIC,
        /** With the client ID and secret as form parameters. */
        FORM,
        /** With a signed assertion (RFC 7523). */
        PRIVATE_KEY_JWT
    }

    /** The audience ({@code aud}) of a {@code private_key_jwt} assertion. */
    public enum AssertionAudience {
        /**
         * The server's issuer identifier. The successor to RFC 7523 requires this value, and every server should
         * accept it.
         */
        ISSUER,
        /** The URL of the token endpoint. */
        TOKEN_ENDPOINT,
        /** The URL that the assertion is sent to. */
        INTROSPECTION_ENDPOINT
    }

    /**
     * The introspection request.
     *
     * @param authentication how this service authenticates to the introspection endpoint
     * @param endpoint the introspection endpoint, if it differs from MobileFirst's
     * @param tokenEndpoint the token endpoint, if it differs from MobileFirst's
     * @param discovery whether the endpoints are discovered from the server's metadata (RFC 8414)
     * @param signingKey the key for {@code private_key_jwt}
     * @param clientErrorMeansInactive whether a 400, 401, 403 or 404 response for one token means that the token is
     *     not active
     * @param assertionAudience the audience of the assertions
     */
    public record Introspection(
            Authentication authentication,
            Optional<URI> endpoint,
            Optional<URI> tokenEndpoint,
            boolean discovery,
            Optional<SigningKey> signingKey,
            boolean clientErrorMeansInactive,
            AssertionAudience assertionAudience) {

        /** Returns whether the configuration uses only MobileFirst features. */
        public boolean isMobileFirst() {
            return authentication == Authentication.BEARER
                    && endpoint.isEmpty()
                    && tokenEndpoint.isEmpty()
                    && !discovery;
        }
    }

    /**
     * Time limits for requests to the authorization server.
     *
     * @param connect the limit for establishing a connection
     * @param read the limit for each read
     * @param total the longest time that a request waits for an introspection, including queueing and retries
     * @param idle how long an idle connection is kept open; zero to close each connection after one request
     */
    public record Timeouts(Duration connect, Duration read, Duration total, Duration idle) {}

    /**
     * Limits on requests to the authorization server.
     *
     * @param concurrent the maximum number of introspections in progress
     * @param queued the maximum number of introspections in the queue
     * @param retries how many times a request is repeated after a retryable failure
     * @param retryDelay how long to wait before each retry
     * @param breakerFailures the number of failed introspections that opens the circuit breaker
     * @param breakerWindow how many of the latest introspections are considered when failures are counted
     * @param breakerDelay how long the circuit breaker stays open
     * @param rejectionPause how long requests are suspended after the server has rejected this service's credentials
     * @param longestRetryAfter the maximum retry time accepted from the server
     * @param failedTokenPause how long a token is not introspected again after the server gave no usable response for
     *     that token
     */
    public record Guard(
            int concurrent,
            int queued,
            int retries,
            Duration retryDelay,
            int breakerFailures,
            int breakerWindow,
            Duration breakerDelay,
            Duration rejectionPause,
            Duration longestRetryAfter,
            Duration failedTokenPause) {}

    /**
     * Limits on the number and age of cached introspection results.
     *
     * @param size the maximum number of active results
     * @param maxAge the maximum age of active results; zero disables the cache
     * @param refreshAhead how long before its maximum age a result that is in use is refreshed in the background;
     *     zero disables refreshing
     * @param staleIfError how long after its maximum age a result may still be used while the server fails; zero
     *     disables such use
     * @param negativeSize the maximum number of inactive results; zero for none
     * @param negativeMaxAge the maximum age of inactive results
     */
    public record Cache(
            int size,
            Duration maxAge,
            Duration refreshAhead,
            Duration staleIfError,
            int negativeSize,
            Duration negativeMaxAge) {}

    /**
     * Settings for sharing data between the instances of an application. They are used only if there are beans that
     * connect the instances.
     *
     * @param timeout the longest time that a request waits for the shared store
     * @param longestWait the longest time that a request waits for another instance to introspect the request's
     *     token; zero disables waiting
     * @param secret the secret that authenticates and encrypts the shared data
     * @param previousSecret the earlier secret, which is also accepted while a new secret is being introduced
     */
    public record Shared(
            Duration timeout, Duration longestWait, Optional<Secret> secret, Optional<Secret> previousSecret) {}

    /**
     * Token validation rules in addition to the scope.
     *
     * @param maxTokenLength the maximum token length in characters; longer tokens are not introspected
     * @param clockSkew the tolerated difference between the clocks of this service and the server
     * @param audience the values of which {@code aud} must contain at least one; empty for no check
     * @param issuer the required value of {@code iss}
     * @param blockedDevices the device statuses that are refused
     */
    public record Rules(
            int maxTokenLength,
            Duration clockSkew,
            Set<String> audience,
            Optional<String> issuer,
            Set<DeviceStatus> blockedDevices) {}
}
