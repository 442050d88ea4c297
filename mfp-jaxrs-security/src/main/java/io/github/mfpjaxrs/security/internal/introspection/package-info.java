/**
 * Not part of the public API; may change in any release.
 *
 * <p>Token introspection (RFC 7662) with MobileFirst and other servers: this service's access token, obtained through
 * the client credentials grant (RFC 6749 §4.4), client authentication, server metadata (RFC 8414), and the
 * interpretation of responses. Each request is sent once; single flight and the guard are in {@code internal.guard}.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.introspection;

import org.jspecify.annotations.NullMarked;
