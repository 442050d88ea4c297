/**
 * Not an API: may change with any release.
 *
 * <p>Token introspection (RFC 7662) at MobileFirst and other servers: the access token of this service by the client
 * credentials grant (RFC 6749 §4.4), client authentication, server metadata (RFC 8414), and the interpretation of
 * responses. Each request is sent once; single flight and the guard are in {@code internal.guard}.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.introspection;

import org.jspecify.annotations.NullMarked;
