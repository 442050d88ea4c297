/**
 * The public API for protecting JAX-RS resources with access tokens from an IBM MobileFirst authorization server, or
 * from any other server that supports token introspection (RFC 7662).
 *
 * <p>This package contains what an application uses directly: the annotation, the injected security context, the
 * introspected access token, the programmatic validator, the cache controls and the audit event. The whole package is
 * stable and follows semantic versioning.
 */
@NullMarked
package io.github.mfpjaxrs.security;

import org.jspecify.annotations.NullMarked;
