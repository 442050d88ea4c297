/**
 * Not an API: may change with any release.
 *
 * <p>What belongs here is shared by the packages that know one JAX-RS runtime each: how a runtime tells which sub-resource
 * locators it called, and the check that its invocation hook calls.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.runtime;

import org.jspecify.annotations.NullMarked;
