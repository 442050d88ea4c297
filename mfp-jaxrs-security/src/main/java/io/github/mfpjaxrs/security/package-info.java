/**
 * The public API. It protects JAX-RS resources with access tokens of an IBM MobileFirst authorization server, or of
 * any server that supports token introspection (RFC 7662).
 *
 * <p>This package contains what an application uses directly: the annotation, the injected security context, the
 * introspected access token, the programmatic validator, the cache controls and the audit event. All of it is stable
 * and follows semantic versioning.
 */
@NullMarked
package io.github.mfpjaxrs.security;

import org.jspecify.annotations.NullMarked;
