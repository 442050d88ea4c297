/**
 * Not part of the public API; may change in any release.
 *
 * <p>Token introspection (RFC 7662) with MobileFirst and other servers. This package obtains this service's access
 * token through the client credentials grant (RFC 6749 §4.4), authenticates this service, reads server metadata (RFC
 * 8414) and interprets responses. It sends each request once; retries and the single flight are in {@code
 * internal.guard}.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.introspection;

import org.jspecify.annotations.NullMarked;
