/**
 * Not part of the public API; may change in any release.
 *
 * <p>Authorization of a single request: the filters, the security context, responses to refused requests, and the
 * invocation checks. Only {@code Routes} knows runtimes by name; it delegates to the packages that each support one.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.request;

import org.jspecify.annotations.NullMarked;
