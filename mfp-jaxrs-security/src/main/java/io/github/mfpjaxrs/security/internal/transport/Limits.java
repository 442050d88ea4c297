package io.github.mfpjaxrs.security.internal.transport;

import java.time.Duration;

/**
 * Limits of an exchange and of idle connections.
 *
 * @param connect the timeout for connecting to one address
 * @param read the timeout of each read
 * @param total the timeout of the whole exchange
 * @param idle how long an idle connection is kept; zero to keep none
 * @param maxIdleConnections the maximum number of idle connections
 */
public record Limits(Duration connect, Duration read, Duration total, Duration idle, int maxIdleConnections) {}
