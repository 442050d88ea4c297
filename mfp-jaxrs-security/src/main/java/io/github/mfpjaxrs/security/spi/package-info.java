/**
 * Extension points that an application may replace. Stable; follows semantic versioning.
 *
 * <p>This package contains the introspection request to the authorization server and its possible results.
 */
@NullMarked
package io.github.mfpjaxrs.security.spi;

import org.jspecify.annotations.NullMarked;
