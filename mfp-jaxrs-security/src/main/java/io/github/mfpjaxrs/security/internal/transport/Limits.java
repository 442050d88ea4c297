package io.github.mfpjaxrs.security.internal.transport;

import java.time.Duration;

/**
 * What one exchange may take, and how connections are kept.
 *
 * @param connect for a connection to one address
 * @param read for each read
 * @param total for the whole exchange
 * @param idle how long an unused connection is kept; zero if none is
 * @param kept connections kept at most
 */
public record Limits(Duration connect, Duration read, Duration total, Duration idle, int kept) {}
