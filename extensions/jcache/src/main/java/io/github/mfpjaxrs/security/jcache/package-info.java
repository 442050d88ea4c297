/**
 * Connects the instances of an application through JCache (JSR 107). Any provider with a distributed or replicated
 * cache carries evictions and introspection responses. Works by being on the class path. {@link
 * io.github.mfpjaxrs.security.jcache.RevocationResource} is the only class for applications.
 */
@NullMarked
package io.github.mfpjaxrs.security.jcache;

import org.jspecify.annotations.NullMarked;
