package io.github.mfpjaxrs.security.internal.transport;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The end of an exchange. */
final class Deadline {

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    static Deadline in(Duration total) {
        return new Deadline(System.nanoTime() + total.toNanos());
    }

    /**
     * Milliseconds for one step, at least one.
     *
     * @throws SocketTimeoutException if the time is over
     */
    int millis(Duration atMost) throws SocketTimeoutException {
        long left = endNanos - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the exchange has taken its whole time");
        }
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(Math.min(left, atMost.toNanos())));
    }
}
