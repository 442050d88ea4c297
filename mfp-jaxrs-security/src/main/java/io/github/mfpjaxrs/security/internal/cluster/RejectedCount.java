package io.github.mfpjaxrs.security.internal.cluster;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.LongAdder;

/** Counts messages and entries of other instances that this instance does not accept. Thread-safe. */
final class RejectedCount {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private final LongAdder rejected = new LongAdder();
    private final String message;

    /** @param message the message of the WARNING; the count is {@code {0}} */
    RejectedCount(String message) {
        this.message = message;
    }

    /** Logs the first, second, fourth and so on, so that a flood of rejections does not flood the log. */
    void increment() {
        rejected.increment();
        long count = rejected.sum();
        if (Long.bitCount(count) == 1) {
            LOG.log(Level.WARNING, message, count);
        }
    }

    long sum() {
        return rejected.sum();
    }
}
