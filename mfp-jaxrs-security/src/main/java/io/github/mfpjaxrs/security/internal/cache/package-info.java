/**
 * Not an API: may change with any release.
 *
 * <p>The cache of introspection results, single flight, and the guard around the authorization server with its
 * bulkhead, circuit breaker and failure log. No I/O happens inside a compute function, and no lock is held during I/O.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.cache;

import org.jspecify.annotations.NullMarked;
