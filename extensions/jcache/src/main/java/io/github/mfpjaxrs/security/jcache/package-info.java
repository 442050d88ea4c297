/**
 * Connects an application's instances through JCache (JSR 107). Any provider with a distributed or replicated cache
 * can transmit evictions and store introspection responses. This extension takes effect when its jar is on the class
 * path. {@link io.github.mfpjaxrs.security.jcache.RevocationResource} is the only class that applications use.
 */
@NullMarked
package io.github.mfpjaxrs.security.jcache;

import org.jspecify.annotations.NullMarked;
