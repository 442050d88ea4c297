package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import java.util.Optional;
import java.util.Set;

/**
 * Authorizes HTTP requests in front of JAX-RS and beside it, with the same decisions, events and responses as for
 * resource methods. For integrations with other web APIs. A CDI bean of the library; not meant to be replaced.
 * Thread-safe.
 *
 * <p>Several decisions about one request share one introspection, also with those about resource methods, if
 * {@link HttpRequest#attribute} and the request properties of JAX-RS are the same, as in servlet containers.
 */
public interface HttpRequestAuthorizer {

    /**
     * Announces a filter in front of all resources that calls {@link #authorizePath} for each request and dispatch.
     *
     * @return the patterns of the keys {@code mfp.protect.<name>.paths}; empty if the configuration protects no paths
     */
    Set<String> takeOverPaths();

    /**
     * Decides about the path of a request, and publishes its caller for injection. Ambiguous paths are refused, unless
     * the configuration protects none.
     *
     * @param request the request
     * @return the outcome; permitted if no pattern matches
     */
    HttpOutcome authorizePath(HttpRequest request);

    /**
     * Decides about a request to a resource that is not a JAX-RS one, and publishes its caller for injection.
     *
     * @param request the request
     * @param required the scope that the resource requires; empty if it is open, in which case a valid token still
     *     identifies the caller, and no request is refused
     * @param pathTemplate the resource, for reports; without data from the client
     * @return the outcome
     */
    HttpOutcome authorize(HttpRequest request, Optional<RequiredScope> required, String pathTemplate);

    /**
     * Refuses a request to a resource that is closed to every client.
     *
     * @param request the request
     * @return the refusal
     */
    HttpOutcome.Refused deny(HttpRequest request);

    /**
     * Reads an annotation.
     *
     * @param annotation the annotation
     * @return the scope that it requires; the default scope if it names none
     * @throws IllegalArgumentException if it is invalid
     */
    RequiredScope requiredScope(MFPProtected annotation);
}
