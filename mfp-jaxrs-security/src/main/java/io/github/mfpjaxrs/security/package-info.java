/**
 * The public API: protect JAX-RS resources with access tokens of an IBM MobileFirst authorization server, or of any
 * server that answers token introspection (RFC 7662).
 *
 * <p>What belongs here is what an application writes or reads: the annotation, the injected security context, what
 * introspection said about a token, the programmatic validator, the cache's controls and the audit event. Everything in
 * this package is a promise: it changes by the rules of semantic versioning.
 */
@NullMarked
package io.github.mfpjaxrs.security;

import org.jspecify.annotations.NullMarked;
