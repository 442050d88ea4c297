package io.github.mfpjaxrs.samples.webclient;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that follows the system clock and can be moved forward by a test. */
final class MovedClock implements InstantSource {

    private volatile Duration moved = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(moved);
    }

    void advance(Duration duration) {
        moved = moved.plus(duration);
    }

    void reset() {
        moved = Duration.ZERO;
    }
}
