package io.github.mfpjaxrs.security.internal.server;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends requests to the authorization server. This interface covers only the HTTP exchange; callers interpret the
 * responses. Implementations are thread-safe.
 */
public interface AuthorizationServer {

    /**
     * Requests an access token for this service with the client credentials grant (RFC 6749 §4.4).
     *
     * @param endpoint the token endpoint
     * @param credentials this service's credentials
     * @param scope the requested scope
     * @return the response, regardless of its status
     * @throws AuthorizationServerFailure if there is no response
     */
    Answer requestToken(URI endpoint, ClientCredentials credentials, String scope);

    /**
     * Introspects a client's token (RFC 7662 §2.1).
     *
     * @param endpoint the introspection endpoint
     * @param credentials this service's credentials
     * @param token the client's token
     * @return the response, regardless of its status
     * @throws AuthorizationServerFailure if there is no response
     */
    Answer introspect(URI endpoint, ClientCredentials credentials, String token);

    /**
     * Reads the server's metadata (RFC 8414 §3).
     *
     * @param location the URL of the metadata
     * @return the response, regardless of its status
     * @throws AuthorizationServerFailure if there is no response
     */
    Answer metadata(URI location);

    /**
     * A complete response.
     *
     * @param status the HTTP status code
     * @param json the body of a 200 response; empty for any other status
     * @param mfpConflict the {@code MFP-Conflict} header field
     * @param retryAfter the {@code Retry-After} header field, relative to now
     * @param error the {@code error} member of an error response (RFC 6749 §5.2), made safe for logs
     */
    record Answer(
            int status,
            byte[] json,
            Optional<String> mfpConflict,
            Optional<Duration> retryAfter,
            Optional<String> error) {

        private static final String WRONG_URL = "; check mfp.authorization-server.url, a base url such as"
                + " https://mfp.example.com/mfp/api below which az/v1/token and az/v1/introspection are found, or the"
                + " keys mfp.introspection.* for a server with other endpoints";

        /**
         * Whether the status suggests that the configured URL is wrong: not found, method not allowed, gone, or a
         * redirect.
         */
        private boolean suggestsWrongUrl() {
            return status == 404 || status == 405 || status == 410 || (status >= 300 && status < 400);
        }

        /** Whether the server rejected this service's credentials. */
        public boolean rejectsCredentials() {
            return status == 401 || status == 403;
        }

        /** Converts a response with an unexpected status to a failure. */
        public AuthorizationServerFailure failure(String endpoint) {
            return failure(endpoint, "");
        }

        /** Like {@link #failure(String)}, but with the endpoint's URL in the message. */
        public AuthorizationServerFailure failure(String endpoint, URI location) {
            return failure(endpoint, ", which is " + location + ",");
        }

        private AuthorizationServerFailure failure(String endpoint, String location) {
            String message = "the authorization server's " + endpoint + " endpoint" + location + " answered " + status
                    + (suggestsWrongUrl() ? WRONG_URL : "");
            if (status == 429) {
                return AuthorizationServerFailure.throttled(message, retryAfter.orElse(Duration.ofSeconds(1)));
            }
            AuthorizationServerFailure.Kind kind = status >= 500
                    ? AuthorizationServerFailure.Kind.SERVER_ERROR
                    : AuthorizationServerFailure.Kind.BAD_ANSWER;
            return retryAfter
                    .map(pause -> new AuthorizationServerFailure(kind, message, pause))
                    .orElseGet(() -> new AuthorizationServerFailure(kind, message));
        }
    }
}
