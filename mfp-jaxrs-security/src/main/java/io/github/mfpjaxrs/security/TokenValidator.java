package io.github.mfpjaxrs.security;

import java.util.List;

/**
 * Decides about a request that does not come through JAX-RS: a servlet, a WebSocket handshake, a message. Inject it with
 * {@code @Inject TokenValidator}. It shares its cache, limits and configuration with the request filter.
 *
 * <p>Thread-safe. A call returns at once where the answer is cached, and otherwise within {@code mfp.timeout.total}.
 */
public interface TokenValidator {

    /**
     * Validates the credentials of a request.
     *
     * @param authorization the values of all {@code Authorization} header fields of the request, in their order; empty if
     *     there is none. More than one is refused (RFC 6750 allows one way to send one token).
     * @param required what the token must have been granted
     * @return the decision; trouble at the authorization server is a decision too, never an exception
     */
    AccessDecision validate(List<String> authorization, RequiredScope required);
}
