/**
 * Not part of the public API; may change in any release.
 *
 * <p>The library's view of the authorization server: the requests that can be sent to it, the ways in which requests
 * can fail, and the threads that wait for responses. The REST client in {@code internal.client} sends the requests.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.server;

import org.jspecify.annotations.NullMarked;
