package io.github.mfpjaxrs.security.internal.transport;

import java.time.Duration;

/**
 * Limits for exchanges and idle connections.
 *
 * @param connect the timeout for connecting to a single address
 * @param read the timeout for each read
 * @param total the timeout for the whole exchange
 * @param idle how long idle connections are kept; zero to keep none
 * @param maxIdleConnections the maximum number of idle connections per host and port
 */
public record Limits(Duration connect, Duration read, Duration total, Duration idle, int maxIdleConnections) {}
