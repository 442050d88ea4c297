package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.RequiredScope;

/**
 * An HTTP method of a resource and its requirement. Immutable.
 *
 * @param httpMethod the HTTP method, such as {@code GET}
 * @param pathTemplate the {@code @Path} of the resource and of its method, such as {@code /accounts/{id}/balance},
 *     relative to the application path, including regular expressions as declared
 * @param requirement the requirement that a request must satisfy
 */
public record ResourceOperation(String httpMethod, String pathTemplate, Requirement requirement) {

    /** The requirement of an operation. */
    public sealed interface Requirement {}

    /** No annotation applies; the library does not touch the request. */
    public record None() implements Requirement {}

    /** Every request may call the operation. A valid token identifies the caller ({@code @PermitAll}). */
    public record OptionalToken() implements Requirement {}

    /**
     * An access token is required.
     *
     * @param scope the required scope
     */
    public record Token(RequiredScope scope) implements Requirement {}

    /** Every request is refused, regardless of its token ({@code @DenyAll}, or an ambiguous requirement). */
    public record Closed() implements Requirement {}
}
