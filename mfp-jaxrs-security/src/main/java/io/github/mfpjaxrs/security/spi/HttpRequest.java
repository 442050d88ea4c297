package io.github.mfpjaxrs.security.spi;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An HTTP request, independent of the web API that handles it. Used only on the request thread. */
public interface HttpRequest {

    /**
     * Returns the HTTP method.
     *
     * @return the method, such as {@code GET}
     */
    String method();

    /**
     * Returns the path within the application, which the server uses to select the resource.
     *
     * @return the decoded path without the context root, starting with a slash
     */
    String path();

    /**
     * Returns the path as the client sent it.
     *
     * @return the percent-encoded path without a query; empty if the server itself dispatched to this path
     */
    Optional<String> rawPath();

    /**
     * Returns the values of a header field.
     *
     * @param name the name; not case-sensitive
     * @return the value of each field line, in order; empty if there are none
     */
    List<String> headers(String name);

    /**
     * Returns whether the request arrived over a secure channel.
     *
     * @return true if it did
     */
    boolean isSecure();

    /**
     * Returns an attribute of the request.
     *
     * @param name the name of the attribute
     * @return the value; null if the attribute is absent
     */
    @Nullable
    Object attribute(String name);

    /**
     * Sets an attribute of the request.
     *
     * @param name the name of the attribute
     * @param value the value of the attribute
     */
    void setAttribute(String name, Object value);
}
