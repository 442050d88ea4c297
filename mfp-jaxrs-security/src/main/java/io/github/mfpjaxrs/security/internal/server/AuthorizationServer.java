package io.github.mfpjaxrs.security.internal.server;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The calls to the server: what goes over the wire, and nothing of what it means. Implementations are thread-safe. */
public interface AuthorizationServer {

    /**
     * Asks for a token of our own (RFC 6749 §4.4).
     *
     * @param endpoint the token endpoint
     * @param caller who asks
     * @param scope the scope to ask for
     * @return the answer, whatever its status
     * @throws AuthorizationServerFailure if there is none
     */
    Answer requestToken(URI endpoint, ClientCredentials caller, String scope);

    /**
     * Asks about a client's token (RFC 7662 §2.1).
     *
     * @param endpoint the introspection endpoint
     * @param caller who asks
     * @param token the client's token
     * @return the answer, whatever its status
     * @throws AuthorizationServerFailure if there is none
     */
    Answer introspect(URI endpoint, ClientCredentials caller, String token);

    /**
     * Reads the server's metadata (RFC 8414 §3).
     *
     * @param location where it is
     * @return the answer, whatever its status
     * @throws AuthorizationServerFailure if there is none
     */
    Answer metadata(URI location);

    /**
     * An answer, read whole.
     *
     * @param status the HTTP status code
     * @param json the body of a 200; empty for any other status
     * @param mfpConflict the {@code MFP-Conflict} header field
     * @param retryAfter the {@code Retry-After} header field, from now
     * @param error the {@code error} member of a refusal by the token endpoint (RFC 6749 §5.2), printable
     */
    record Answer(
            int status,
            byte[] json,
            Optional<String> mfpConflict,
            Optional<Duration> retryAfter,
            Optional<String> error) {

        private static final String WRONG_URL = "; check mfp.authorization-server.url, a base url such as"
                + " https://mfp.example.com/mfp/api below which az/v1/token and az/v1/introspection are, or the keys"
                + " mfp.introspection.* of another server";

        /** Whether there is, most likely, no endpoint there: not found, method not allowed, gone, or a redirect. */
        private boolean isOfAnotherPlace() {
            return status == 404 || status == 405 || status == 410 || (status >= 300 && status < 400);
        }

        /** Whether the server refuses whom we say we are. */
        public boolean rejectsCaller() {
            return status == 401 || status == 403;
        }

        /** What any status but those of the protocol amounts to. */
        public AuthorizationServerFailure trouble(String endpoint) {
            return trouble(endpoint, "");
        }

        /** As {@link #trouble(String)}, naming the place as well. */
        public AuthorizationServerFailure trouble(String endpoint, URI location) {
            return trouble(endpoint, ", which is " + location + ",");
        }

        private AuthorizationServerFailure trouble(String endpoint, String location) {
            String message = "the authorization server's " + endpoint + " endpoint" + location + " answered " + status
                    + (isOfAnotherPlace() ? WRONG_URL : "");
            if (status == 429) {
                return new AuthorizationServerFailure(
                        AuthorizationServerFailure.Kind.THROTTLED, message, retryAfter.orElse(Duration.ofSeconds(1)));
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
