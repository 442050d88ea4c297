/**
 * Not part of the public API; may change in any release.
 *
 * <p>Calls the authorization server. Contains the MicroProfile REST Client interface, the code that makes the client
 * behave identically on every runtime, and the code that reads responses within limits.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.client;

import org.jspecify.annotations.NullMarked;
