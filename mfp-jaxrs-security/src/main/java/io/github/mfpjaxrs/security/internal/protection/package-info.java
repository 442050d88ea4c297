/**
 * Not an API: may change with any release.
 *
 * <p>The scope that a resource method requires: annotations and their precedence, placement rules, type hierarchies,
 * and sub-resource locators. Uses reflection only, without CDI or HTTP.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.protection;

import org.jspecify.annotations.NullMarked;
