package io.github.mfpjaxrs.security.jcache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Permits a given number of actions per second on average, with bursts of up to the same number. Thread-safe. */
final class RateLimit {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long intervalNanos;
    private final LongSupplier nanoTime;

    /** The time at which the last permitted action would have taken place if all actions had been evenly spaced. */
    private final AtomicLong next;

    RateLimit(int perSecond, LongSupplier nanoTime) {
        this.intervalNanos = SECOND / perSecond;
        this.nanoTime = nanoTime;
        this.next = new AtomicLong(nanoTime.getAsLong() - SECOND);
    }

    boolean tryAcquire() {
        long now = nanoTime.getAsLong();
        while (true) {
            long last = next.get();
            long earliest = now - SECOND;
            long taken = (last - earliest > 0 ? last : earliest) + intervalNanos;
            if (taken - now > 0) {
                return false;
            }
            if (next.compareAndSet(last, taken)) {
                return true;
            }
        }
    }
}
