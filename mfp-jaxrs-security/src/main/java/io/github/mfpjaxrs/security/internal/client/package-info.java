/**
 * Not an API: may change with any release.
 *
 * <p>What belongs here is the way to the authorization server: the MicroProfile REST Client interface, what makes it
 * behave the same on every runtime, and the bounded reading of what it returns.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.client;

import org.jspecify.annotations.NullMarked;
