/**
 * What an application may replace, and what extensions build on. Stable; follows semantic versioning.
 *
 * <p>This package contains the introspection request to the authorization server and its possible results, and the
 * operations of the application with their requirements, and the authorization of HTTP requests for integrations with
 * other web APIs than JAX-RS.
 * It also contains what instances of the application share.
 */
@NullMarked
package io.github.mfpjaxrs.security.spi;

import org.jspecify.annotations.NullMarked;
