/**
 * Not part of the public API; may change in any release.
 *
 * <p>Shares evictions and introspection responses between an application's instances. The store that holds the
 * responses need not be trusted. Calls to the store are limited in duration and number. This package is used, and
 * starts threads, only if an {@code EvictionChannel} or {@code SharedTokenCache} bean exists.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.cluster;

import org.jspecify.annotations.NullMarked;
