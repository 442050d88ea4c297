package io.github.mfpjaxrs.security;

import java.util.List;

/**
 * Authorizes a request that does not pass through JAX-RS, such as a servlet request, a WebSocket handshake or a
 * message. Inject this interface with {@code @Inject TokenValidator}. The validator shares its cache, limits and
 * configuration with the request filter.
 *
 * <p>Thread-safe. A call returns immediately on a cache hit, and otherwise within {@code mfp.timeout.total}.
 */
public interface TokenValidator {

    /**
     * Validates a request's access token.
     *
     * @param authorization the values of all {@code Authorization} header fields in the request, in order; empty if
     *     there are none. More than one is refused, because a client must send its token only once (RFC 6750 §2)
     * @param required the scope that the token must have been granted
     * @return the decision. A failure of the authorization server is also returned as a decision rather than thrown
     */
    AccessDecision validate(List<String> authorization, RequiredScope required);
}
