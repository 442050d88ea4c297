package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import java.util.Optional;
import java.util.Set;

/**
 * Authorizes HTTP requests before they reach JAX-RS, and requests to resources outside JAX-RS. Decisions, events and
 * responses are the same as for resource methods. Intended for integrations with other web APIs. The library provides
 * the implementation as a CDI bean, which is not meant to be replaced. Thread-safe.
 *
 * <p>Multiple decisions about the same request share one introspection. This includes decisions about resource
 * methods if {@link HttpRequest#attribute} and the JAX-RS request properties access the same data, as in servlet
 * containers.
 */
public interface HttpRequestAuthorizer {

    /**
     * Declares that a filter in front of all resources calls {@link #authorizePath} for each request and dispatch.
     *
     * @return the patterns in the {@code mfp.protect.<name>.paths} keys; empty if the configuration protects no paths
     */
    Set<String> takeOverPaths();

    /**
     * Authorizes a request by its path, and publishes the caller for injection. A request with an ambiguous path is
     * refused if the configuration protects any paths.
     *
     * @param request the request
     * @return the outcome; permitted if no pattern matches
     */
    HttpOutcome authorizePath(HttpRequest request);

    /**
     * Authorizes a request to a resource outside JAX-RS, and publishes the caller for injection.
     *
     * @param request the request
     * @param required the scope that the resource requires; empty if the resource is open, in which case no request
     *     is refused, but a valid token still identifies the caller
     * @param pathTemplate the path template that identifies the resource in reports; must not contain client input
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
     * Returns the scope that an annotation requires.
     *
     * @param annotation the annotation
     * @return the required scope; the default scope if the annotation names none
     * @throws IllegalArgumentException if the annotation is invalid
     */
    RequiredScope requiredScope(MFPProtected annotation);
}
