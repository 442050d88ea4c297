package io.github.mfpjaxrs.security.internal.cluster;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.LongAdder;

/** Counts the messages or entries from other instances that this instance rejects. Thread-safe. */
final class RejectedCount {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private final LongAdder rejected = new LongAdder();
    private final String message;

    /**
     * @param message the WARNING message, in which {@code {0}} stands for the count
     */
    RejectedCount(String message) {
        this.message = message;
    }

    /**
     * Counts a rejection. Only the first, second, fourth, eighth and so on are logged, so that a flood of rejections
     * does not flood the log.
     */
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
