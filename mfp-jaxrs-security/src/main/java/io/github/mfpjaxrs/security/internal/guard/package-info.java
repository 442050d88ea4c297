/**
 * Not part of the public API; may change in any release.
 *
 * <p>The path from a cache miss to the authorization server: single flight, then the guard with its bulkhead, circuit
 * breaker, retries, paused tokens and failure log. No I/O happens inside a compute function, and no lock is held
 * during I/O.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.guard;

import org.jspecify.annotations.NullMarked;
