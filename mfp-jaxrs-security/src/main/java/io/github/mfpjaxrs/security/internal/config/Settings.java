package io.github.mfpjaxrs.security.internal.config;

import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.RequiredScope;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The configuration, read once and valid. {@link SettingsReader} makes it and names the keys.
 *
 * @param server whom to ask, as whom
 * @param introspection how it is asked
 * @param timeouts how long to wait for it
 * @param guard what keeps trouble at the server from becoming trouble here
 * @param cache how long to believe its answers
 * @param rules what a token must fulfil besides its scope
 * @param defaultScope what is required where the annotation names no scope
 * @param realm the realm of challenges
 * @param errorBody what stands in the body of a refusal
 * @param remarks what an operator may not have meant, without secrets
 */
public record Settings(
        Server server,
        Introspection introspection,
        Timeouts timeouts,
        Guard guard,
        Cache cache,
        Rules rules,
        RequiredScope defaultScope,
        Optional<String> realm,
        ErrorBody errorBody,
        List<String> remarks) {

    /**
     * What the authorization server calls itself, as far as the configuration tells.
     *
     * @return the issuer that its metadata or its tokens must name, else its base url
     */
    public String issuer() {
        String url = server.url().toString();
        return introspection.discovery() ? url : rules.issuer().orElse(url);
    }

    /** The body of a refusal. */
    public enum ErrorBody {
        /** An RFC 9457 problem document, where the client accepts JSON. */
        PROBLEM,
        /** None. */
        NONE
    }

    /**
     * The authorization server.
     *
     * @param url its base url, such as {@code https://mfp.example.com/mfp/api}
     * @param clientId the confidential client that this application is
     * @param clientSecret that client's secret
     */
    public record Server(URI url, String clientId, Secret clientSecret) {}

    /** How this application authenticates at the introspection endpoint. */
    public enum Authentication {
        /** With an access token of its own, as MobileFirst demands (RFC 7662 §2.1). */
        BEARER,
        /** With its id and secret in the header (RFC 6749 §2.3.1). */
        BASIC,
        /** With its id and secret in the form. */
        FORM,
        /** With a signed assertion (RFC 7523). */
        PRIVATE_KEY_JWT
    }

    /** Whom an assertion of {@code private_key_jwt} is meant for, its {@code aud}. */
    public enum AssertionAudience {
        /** The server's issuer, which the successor of RFC 7523 wants, and every server is to take. */
        ISSUER,
        /** The url of its token endpoint. */
        TOKEN_ENDPOINT,
        /** The url that the assertion is sent to. */
        INTROSPECTION_ENDPOINT
    }

    /**
     * How the authorization server is asked.
     *
     * @param authentication how this application authenticates there
     * @param endpoint the introspection endpoint, where it is not MobileFirst's
     * @param tokenEndpoint the token endpoint, where it is not MobileFirst's
     * @param discovery whether the endpoints are looked up in the server's metadata (RFC 8414)
     * @param signingKey the key of {@code private_key_jwt}
     * @param clientErrorMeansInactive whether a 400, 401, 403 or 404 for one token means that the token is not active
     * @param assertionAudience whom its assertions are meant for
     */
    public record Introspection(
            Authentication authentication,
            Optional<URI> endpoint,
            Optional<URI> tokenEndpoint,
            boolean discovery,
            Optional<SigningKey> signingKey,
            boolean clientErrorMeansInactive,
            AssertionAudience assertionAudience) {

        /** Whether nothing is configured that MobileFirst does not have. */
        public boolean isMobileFirst() {
            return authentication == Authentication.BEARER
                    && endpoint.isEmpty()
                    && tokenEndpoint.isEmpty()
                    && !discovery;
        }
    }

    /**
     * Time limits of calls to the authorization server.
     *
     * @param connect for a connection
     * @param read for each read
     * @param total for a request that waits for an introspection, whatever it takes
     * @param idle how long a connection that is not used is kept; zero if none is kept
     */
    public record Timeouts(Duration connect, Duration read, Duration total, Duration idle) {}

    /**
     * Limits on what the authorization server is asked.
     *
     * @param concurrent introspections in progress at once
     * @param queued introspections that may wait for their turn
     * @param retries how often a call is sent again after a failure that allows it
     * @param retryDelay how long to wait before that
     * @param breakerFailures failed introspections that open the circuit breaker
     * @param breakerWindow of how many of the latest
     * @param breakerDelay how long it stays open
     * @param rejectionPause how long no call is made after the server rejected our credentials
     * @param longestRetryAfter the longest pause that a server may ask for
     * @param failedTokenPause how long a token is not asked about after the server gave no usable response for it
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
     * How long answers are believed.
     *
     * @param size answers held at most
     * @param maxAge their age at most; zero turns the cache off
     * @param refreshAhead how long before that age a used answer is renewed in the background; zero for never
     * @param staleIfError how long after that age an answer may serve while the server is in trouble; zero for never
     * @param negativeSize answers "not active" held at most; zero for none
     * @param negativeMaxAge their age at most
     */
    public record Cache(
            int size,
            Duration maxAge,
            Duration refreshAhead,
            Duration staleIfError,
            int negativeSize,
            Duration negativeMaxAge) {}

    /**
     * What a token must fulfil besides its scope.
     *
     * @param maxTokenLength the longest token to ask about, in characters
     * @param clockSkew how far our clock and the server's may differ
     * @param audience values of which {@code aud} must hold one; empty for no check
     * @param issuer what {@code iss} must be
     * @param blockedDevices statuses of devices that are refused
     */
    public record Rules(
            int maxTokenLength,
            Duration clockSkew,
            Set<String> audience,
            Optional<String> issuer,
            Set<DeviceStatus> blockedDevices) {}
}
