/**
 * Not an API: may change with any release.
 *
 * <p>Which scope a resource method requires: resolution of annotations, placements, type hierarchies, sub-resource
 * locators. Reflection only, without CDI and HTTP.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.protection;

import org.jspecify.annotations.NullMarked;
