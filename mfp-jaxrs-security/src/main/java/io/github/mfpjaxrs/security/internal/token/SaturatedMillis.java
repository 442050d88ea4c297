package io.github.mfpjaxrs.security.internal.token;

import java.time.Instant;

/**
 * Converts times to milliseconds for comparison. An introspector might represent "never" as a time outside the range
 * of a {@code long}.
 */
public final class SaturatedMillis {

    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);
    private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);

    private SaturatedMillis() {}

    /** Returns the milliseconds since 1970. A time outside the range of a {@code long} yields the nearest bound. */
    public static long fromInstant(Instant time) {
        if (time.isAfter(LATEST)) {
            return Long.MAX_VALUE;
        }
        return time.isBefore(EARLIEST) ? Long.MIN_VALUE : time.toEpochMilli();
    }
}
