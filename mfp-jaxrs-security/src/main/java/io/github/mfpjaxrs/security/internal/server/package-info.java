/**
 * Not part of the public API; may change in any release.
 *
 * <p>The authorization server as the library sees it: the requests that can be sent to it, the ways in which they
 * fail, and the threads that wait for them. The REST client in {@code internal.client} implements the requests.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.server;

import org.jspecify.annotations.NullMarked;
