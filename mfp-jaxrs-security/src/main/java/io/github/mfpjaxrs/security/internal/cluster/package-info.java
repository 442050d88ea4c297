/**
 * Not part of the public API; may change in any release.
 *
 * <p>Shares evictions, and introspection responses in a store that need not be trusted, between the instances of an
 * application. Calls to the store are bounded in time and number. Unused, with no threads, unless an
 * {@code EvictionChannel} or {@code SharedTokenCache} bean exists.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.cluster;

import org.jspecify.annotations.NullMarked;
