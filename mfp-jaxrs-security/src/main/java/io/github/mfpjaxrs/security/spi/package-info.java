/**
 * The interfaces that applications and extensions implement or call. The package is stable and follows semantic
 * versioning.
 *
 * <p>The interfaces introspect tokens, select an authorization server, list the application's operations with their
 * requirements, observe decisions for metrics and traces, and connect instances of the application through a store
 * and a channel. They also authorize HTTP requests for integrations with web APIs other than JAX-RS.
 */
@NullMarked
package io.github.mfpjaxrs.security.spi;

import org.jspecify.annotations.NullMarked;
