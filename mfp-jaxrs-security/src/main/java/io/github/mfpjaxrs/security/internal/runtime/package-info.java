/**
 * Not part of the public API; may change in any release.
 *
 * <p>Types shared by the packages that support specific JAX-RS runtimes. They describe which sub-resource locators a
 * runtime called, and define the check that a hook into the runtime performs before an invocation.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.runtime;

import org.jspecify.annotations.NullMarked;
