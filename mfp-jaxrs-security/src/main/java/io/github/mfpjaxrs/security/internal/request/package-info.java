/**
 * Not an API: may change with any release.
 *
 * <p>Authorization of one request: the filters, the security context of the request, refusals as responses, and the checks at
 * the invocation. No runtime is known by name here, except by {@code Routes}, which dispatches to the packages that know one each.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.request;

import org.jspecify.annotations.NullMarked;
