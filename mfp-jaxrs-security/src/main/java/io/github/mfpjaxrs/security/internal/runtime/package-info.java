/**
 * Not part of the public API; may change in any release.
 *
 * <p>Types shared by the packages that each support a single JAX-RS runtime: how a runtime reports the sub-resource
 * locators that it called, and the invocation check that its hook calls.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.runtime;

import org.jspecify.annotations.NullMarked;
