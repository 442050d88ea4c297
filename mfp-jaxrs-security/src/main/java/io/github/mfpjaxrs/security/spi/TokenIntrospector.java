package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.AuthorizationServerException;

/**
 * Asks an authorization server about an access token (RFC 7662). Replace it with a CDI {@code @Alternative} that has a
 * {@code @Priority}, to ask a server with a protocol of its own.
 *
 * <p>The library calls it for a token that it does not know, or no longer: never twice at the same time for the same
 * token, on a thread of its own, within the limits configured for concurrency, and only while its circuit breaker is
 * closed. It waits no longer than {@code mfp.timeout.total}. Caching, and the decision whether the answer suffices, are
 * the library's. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface TokenIntrospector {

    /**
     * Asks about a token. Returning {@link IntrospectionResult.Active} vouches that the server said, expressly, that the
     * token is active.
     *
     * @param accessToken the token as the client sent it
     * @return what the server said
     * @throws AuthorizationServerException if the server could not be asked or gave no clear answer; any other exception
     *     is treated the same
     */
    IntrospectionResult introspect(String accessToken);
}
