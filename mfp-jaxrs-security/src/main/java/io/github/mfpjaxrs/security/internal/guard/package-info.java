/**
 * Not an API: may change with any release.
 *
 * <p>What stands between a cache miss and the authorization server: single flight, and the guard with its bulkhead,
 * circuit breaker, retries, paused tokens and failure log. No I/O happens inside a compute function, and no lock is
 * held during I/O.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.guard;

import org.jspecify.annotations.NullMarked;
