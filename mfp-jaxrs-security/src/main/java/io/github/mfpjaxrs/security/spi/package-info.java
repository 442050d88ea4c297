/**
 * The interfaces that an application may replace and that extensions build on. Stable; follows semantic versioning.
 *
 * <p>It contains token introspection and its possible results, the selection of an authorization server, the
 * operations of the application with their requirements, instrumentation, the authorization of HTTP requests for
 * integrations with web APIs other than JAX-RS, and the store and channel that instances of the application share.
 */
@NullMarked
package io.github.mfpjaxrs.security.spi;

import org.jspecify.annotations.NullMarked;
