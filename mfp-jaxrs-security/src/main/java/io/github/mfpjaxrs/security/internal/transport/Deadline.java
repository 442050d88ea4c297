package io.github.mfpjaxrs.security.internal.transport;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The time by which an exchange must end. */
final class Deadline {

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline in(long nanos) {
        return new Deadline(System.nanoTime() + nanos);
    }

    /**
     * Returns the number of milliseconds left for a step, rounded up, so that a step that uses all of them ends after
     * the deadline and not just before it.
     *
     * @throws SocketTimeoutException if the deadline has passed
     */
    int remainingMillis(Duration atMost) throws SocketTimeoutException {
        long left = endNanos - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the exchange exceeded its total timeout");
        }
        long nanos = Math.min(left, atMost.toNanos());
        return (int) TimeUnit.NANOSECONDS.toMillis(nanos + TimeUnit.MILLISECONDS.toNanos(1) - 1);
    }
}
