/**
 * Not part of the public API; may change in any release.
 *
 * <p>Calls the authorization server: the MicroProfile REST Client interface, the code that makes it behave
 * identically on every runtime, and bounded reading of responses.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.client;

import org.jspecify.annotations.NullMarked;
