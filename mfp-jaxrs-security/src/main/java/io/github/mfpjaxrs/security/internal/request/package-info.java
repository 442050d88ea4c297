/**
 * Not an API: may change with any release.
 *
 * <p>Authorization of a single request: the filters, the security context, responses to refused requests, and the
 * checks at the invocation. Knows no runtime by name, except in {@code Routes}, which delegates to the packages that
 * each know one.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.request;

import org.jspecify.annotations.NullMarked;
