/**
 * Not part of the public API; may change in any release.
 *
 * <p>The scope that a resource method requires: annotations and their precedence, placement rules, type hierarchies,
 * and sub-resource locators. This package uses only reflection, not CDI or HTTP.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.protection;

import org.jspecify.annotations.NullMarked;
