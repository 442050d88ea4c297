/**
 * Not an API: may change with any release.
 *
 * <p>Token introspection (RFC 7662) in both dialects: the own access token by client credentials (RFC 6749 §4.4), client
 * authentication, server metadata (RFC 8414), and what responses mean. Each call is made once; caching, single flight and the guard are in {@code internal.cache}.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.introspection;

import org.jspecify.annotations.NullMarked;
