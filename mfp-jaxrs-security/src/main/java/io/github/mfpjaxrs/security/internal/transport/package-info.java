/**
 * Not part of the public API; may change in any release.
 *
 * <p>The HTTP transport for Jersey's REST client. Jersey's default transport, {@code HttpURLConnection}, repeats
 * requests, sends no content length, tries only one of a host's addresses and does not skip interim responses. {@code
 * JerseyTransport} requires Jersey and is loaded only if the REST client is Jersey's.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.transport;

import org.jspecify.annotations.NullMarked;
