/**
 * Not part of the public API; may change in any release.
 *
 * <p>Strict, bounded parsing of JSON objects from a server, and typed access to their members. Nothing in this
 * package interprets individual members.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.json;

import org.jspecify.annotations.NullMarked;
