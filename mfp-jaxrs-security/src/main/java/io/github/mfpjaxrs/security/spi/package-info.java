/**
 * What an application may replace, and what extensions build on. Stable; follows semantic versioning.
 *
 * <p>It contains the introspection request to the authorization server and its possible results, the operations of the
 * application with their requirements, the authorization of HTTP requests and the place of annotations for
 * integrations with other web APIs than JAX-RS, and what instances of the application share.
 */
@NullMarked
package io.github.mfpjaxrs.security.spi;

import org.jspecify.annotations.NullMarked;
