/**
 * Not part of the public API; may change in any release.
 *
 * <p>The cache of introspection results. No I/O happens inside a compute function.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.cache;

import org.jspecify.annotations.NullMarked;
