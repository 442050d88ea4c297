package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.RequiredScope;

/**
 * An HTTP method that a resource supports, and the requirement for calling it. Immutable.
 *
 * @param httpMethod the HTTP method, such as {@code GET}
 * @param pathTemplate the combined {@code @Path} of the resource and its method, such as
 *     {@code /accounts/{id}/balance}, relative to the application path. Regular expressions are included as declared
 * @param requirement the requirement that a request must satisfy
 */
public record ResourceOperation(String httpMethod, String pathTemplate, Requirement requirement) {

    /** The requirement for calling an operation. */
    public sealed interface Requirement {}

    /** No annotation applies, so the library does not act on the request. */
    public record None() implements Requirement {}

    /** Every request is permitted. A valid token identifies the caller ({@code @PermitAll}). */
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
