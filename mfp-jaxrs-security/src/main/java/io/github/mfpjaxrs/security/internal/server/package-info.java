/**
 * Not an API: may change with any release.
 *
 * <p>What an authorization server is to the library: the calls that can be made to it, and the ways in which they fail. The REST client implements the calls in {@code internal.client}.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.server;

import org.jspecify.annotations.NullMarked;
