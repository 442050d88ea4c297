/**
 * Not part of the public API; may change in any release.
 *
 * <p>Parses a request's {@code Authorization} header field (RFC 6750 §2.1) and computes the digest that represents a
 * token in caches. A token leaves this package only inside a {@code BearerToken}.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.token;

import org.jspecify.annotations.NullMarked;
