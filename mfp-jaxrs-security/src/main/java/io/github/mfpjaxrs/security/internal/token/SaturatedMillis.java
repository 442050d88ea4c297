package io.github.mfpjaxrs.security.internal.token;

import java.time.Instant;

/** Times as the decisions compare them. An introspector may say "never" with a time that no long can hold. */
public final class SaturatedMillis {

    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);
    private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);

    private SaturatedMillis() {}

    /** Milliseconds since 1970; a time beyond that range is its nearer end. */
    public static long of(Instant time) {
        if (time.isAfter(LATEST)) {
            return Long.MAX_VALUE;
        }
        return time.isBefore(EARLIEST) ? Long.MIN_VALUE : time.toEpochMilli();
    }
}
