package io.github.mfpjaxrs.security.internal.server;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time by which the current thread's exchange must end. An exchange can consist of several calls, such as a token
 * request, an introspection and a retry. All calls in an exchange share one total timeout.
 *
 * <p>The deadline is bound to the thread because {@link io.github.mfpjaxrs.security.spi.TokenIntrospector}, which the
 * application can implement, has no parameter for it. On a thread without a deadline, each call has the total
 * timeout.
 */
public final class ExchangeDeadline {

    private static final ThreadLocal<@Nullable Long> END_NANOS = new ThreadLocal<>();

    private ExchangeDeadline() {}

    /**
     * Runs an exchange with a deadline. If the thread already has a deadline, that deadline is restored afterwards.
     *
     * @param endNanos the {@link System#nanoTime()} by which the exchange must end
     */
    public static <T> T callUntil(long endNanos, Supplier<T> exchange) {
        Long outer = END_NANOS.get();
        END_NANOS.set(endNanos);
        try {
            return exchange.get();
        } finally {
            if (outer == null) {
                END_NANOS.remove();
            } else {
                END_NANOS.set(outer);
            }
        }
    }

    /**
     * Returns the time left for the next call.
     *
     * @param total the total timeout, which applies if the thread has no deadline
     * @return the time in nanoseconds, at most the total timeout; zero or negative if no time is left
     */
    public static long leftNanos(Duration total) {
        Long end = END_NANOS.get();
        return end == null ? total.toNanos() : Math.min(total.toNanos(), end - System.nanoTime());
    }
}
