/**
 * Not an API: may change with any release.
 *
 * <p>Calls to the authorization server: the MicroProfile REST Client interface, the code that makes it behave alike
 * on every runtime, and bounded reading of responses.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.client;

import org.jspecify.annotations.NullMarked;
