package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.AuthorizationServerException;
import java.util.Optional;

/**
 * Introspects an access token at an authorization server (RFC 7662). To support a server that uses another protocol,
 * replace the default implementation with a CDI {@code @Alternative} that has a {@code @Priority}.
 *
 * <p>Called on a cache miss or refresh, on one of the library's threads. Only one call per token is in progress at a
 * time. Calls stay within the configured concurrency limits, and are made only while the circuit breaker permits
 * them. The library waits at most {@code mfp.timeout.total} for a call. The library also caches the result and
 * decides whether it satisfies the request. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface TokenIntrospector {

    /**
     * Introspects a token. Return {@link IntrospectionResult.Active} only if the server explicitly stated that the
     * token is active.
     *
     * @param accessToken the token as the client sent it
     * @return the result of the introspection
     * @throws AuthorizationServerException if the server could not be reached or its response is inconclusive; any
     *     other exception has the same effect
     */
    IntrospectionResult introspect(String accessToken);

    /**
     * Introspects without a client's token, to find out whether the server permits introspection. Called rarely, and
     * only if the application or an extension calls
     * {@link io.github.mfpjaxrs.security.AuthorizationServerStatus#check}.
     *
     * @return any conclusive result; empty if this introspector cannot be checked, which is the default
     * @throws AuthorizationServerException under the same conditions as {@link #introspect}
     */
    default Optional<IntrospectionResult> check() {
        return Optional.empty();
    }
}
