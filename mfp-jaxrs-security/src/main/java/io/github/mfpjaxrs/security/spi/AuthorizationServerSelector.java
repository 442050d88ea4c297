package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.MFPProtected;
import java.util.Optional;

/**
 * Selects the authorization server for a request, for example by tenant. An application provides the selector as a
 * CDI bean. The selector is called for each request to a protected method or path for which neither
 * {@link MFPProtected#server()} nor {@code mfp.protect.<name>.server} names a server.
 *
 * <p>A selector names one of the configured servers. It cannot supply an address, so nothing in a request can cause a
 * token to be sent to any other server. The selector is called on the request thread, before the token is read.
 * Implementations must be thread-safe and must not block.
 */
@FunctionalInterface
public interface AuthorizationServerSelector {

    /**
     * Selects an authorization server.
     *
     * @param request the request
     * @return a name in {@code mfp.authorization-server.names}, or {@code default}; empty to let the configuration
     *     decide. If the name is unknown or an exception is thrown, the request is refused with 500 and the reason is
     *     logged
     */
    Optional<String> select(Request request);

    /** The request to select a server for. Valid only during the call to {@code select}. */
    interface Request {

        /**
         * Returns the HTTP method.
         *
         * @return the method, such as {@code GET}
         */
        String method();

        /**
         * Returns the request path in the form in which JAX-RS matches it, so that all spellings of a path that lead
         * to the same resource are equal.
         *
         * @return the decoded path, starting with a slash, without a query, matrix parameters, empty segments or a
         *     trailing slash. An encoded slash remains {@code %2F}. For a resource method, the path is relative to the
         *     JAX-RS application's base URI. For a protected path, it is relative to the context root
         */
        String path();

        /**
         * Returns the value of a header field, which is client input.
         *
         * @param name the name of the field; not case-sensitive
         * @return the value, or several values separated by commas; empty if the request has no such field
         */
        Optional<String> header(String name);
    }
}
