/**
 * Not part of the public API; may change in any release.
 *
 * <p>Determines the scope that a resource method or path requires. The package covers annotations and their
 * precedence, type hierarchies, sub-resource locators, configured paths, and rules for where annotations may be
 * placed. It uses reflection, but not CDI.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.protection;

import org.jspecify.annotations.NullMarked;
