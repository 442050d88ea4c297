/**
 * Not part of the public API; may change in any release.
 *
 * <p>Everything between a cache miss and the authorization server: the single flight and the guard, which combines a
 * bulkhead, a circuit breaker, retries, token pauses and a failure log. No I/O is performed inside a compute function
 * or while holding a lock.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.guard;

import org.jspecify.annotations.NullMarked;
