/**
 * Not part of the public API; may change in any release.
 *
 * <p>The introspection result cache. No I/O is performed inside a compute function.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.cache;

import org.jspecify.annotations.NullMarked;
