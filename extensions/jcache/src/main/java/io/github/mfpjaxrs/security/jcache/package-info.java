/**
 * Connects the instances of an application through JCache (JSR 107). Any provider with a distributed or replicated
 * cache carries evictions and introspection responses. Takes effect when it is on the class path. {@link
 * io.github.mfpjaxrs.security.jcache.RevocationResource} is the only class that applications use.
 */
@NullMarked
package io.github.mfpjaxrs.security.jcache;

import org.jspecify.annotations.NullMarked;
