/**
 * Not an API: may change with any release.
 *
 * <p>What the instances of an application share: evictions, and introspection responses in a store that need not be
 * trusted. Calls to the store are bounded in time and number. Unused, without a thread, unless a bean of
 * {@code EvictionChannel} or {@code SharedTokenCache} exists.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.cluster;

import org.jspecify.annotations.NullMarked;
