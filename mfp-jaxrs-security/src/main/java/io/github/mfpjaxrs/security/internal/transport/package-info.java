/**
 * Not part of the public API; may change in any release.
 *
 * <p>The HTTP transport of the REST client on Jersey. Jersey's default, {@code HttpURLConnection}, repeats requests,
 * sends no content length, tries only one address of a host name and does not skip interim responses.
 * {@code JerseyTransport} needs Jersey and is loaded only if the REST client is Jersey's.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.transport;

import org.jspecify.annotations.NullMarked;
