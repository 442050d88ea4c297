/**
 * Not part of the public API; may change in any release.
 *
 * <p>Authorizes individual requests. The package contains the filters, the security context, the responses to refused
 * requests, and the invocation checks. {@code Routes} delegates to the runtime-specific packages.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.request;

import org.jspecify.annotations.NullMarked;
