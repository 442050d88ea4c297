package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.MFPProtected;
import java.util.Optional;

/**
 * Selects the authorization server that a request belongs to, such as that of a tenant. An application provides it as
 * a CDI bean. It is called for each request to a protected method or path for which neither
 * {@link MFPProtected#server()} nor {@code mfp.protect.<name>.server} names a server.
 *
 * <p>It selects among the configured servers by name. It cannot supply an address, so no value of a request
 * determines where a token is sent. Called on the request thread, before the token is read. Implementations
 * must be thread-safe and must not block.
 */
@FunctionalInterface
public interface AuthorizationServerSelector {

    /**
     * Selects an authorization server.
     *
     * @param request the request
     * @return a name in {@code mfp.authorization-server.names}, or {@code default}; empty if the configuration
     *     decides. If the name is unknown or an exception is thrown, the request is refused with 500 and the reason
     *     is logged
     */
    Optional<String> select(Request request);

    /** A request. Valid only during the call. */
    interface Request {

        /**
         * Returns the HTTP method.
         *
         * @return the method, such as {@code GET}
         */
        String method();

        /**
         * Returns the request path.
         *
         * @return the decoded path without matrix and query parameters, relative to the base URI of the JAX-RS
         *     application for a resource method and to the context root for a protected path
         */
        String path();

        /**
         * Returns a header field. Its value is client input.
         *
         * @param name the name of the field; not case-sensitive
         * @return the value, or the values separated by commas; empty if the request has no such field
         */
        Optional<String> header(String name);
    }
}
