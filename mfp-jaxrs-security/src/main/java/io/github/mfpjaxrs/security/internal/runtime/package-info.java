/**
 * Not an API: may change with any release.
 *
 * <p>Shared by the packages that know a single JAX-RS runtime: how a runtime reports the sub-resource locators it
 * called, and the check at the invocation that its hook calls.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.runtime;

import org.jspecify.annotations.NullMarked;
