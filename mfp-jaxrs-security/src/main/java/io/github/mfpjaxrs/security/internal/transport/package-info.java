/**
 * Not an API: may change with any release.
 *
 * <p>What belongs here is the transport of the REST client on Jersey. Jersey's default, {@code HttpURLConnection}, repeats
 * requests, sends no length, tries only one address of a name and stops at interim responses. {@code JerseyTransport} needs
 * Jersey and is loaded only where the REST client is Jersey's.
 */
@NullMarked
package io.github.mfpjaxrs.security.internal.transport;

import org.jspecify.annotations.NullMarked;
