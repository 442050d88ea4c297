package io.github.mfpjaxrs.security.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("N4")
class DeadlineTest {

    /** A step that ended just before the deadline would look as if the server had been slow in time. */
    @RepeatedTest(50)
    void remainingMillisWhenStepUsesThemAllThenItEndsAfterTheDeadline() throws Exception {
        long before = System.nanoTime();
        Deadline deadline = Deadline.in(Duration.ofMinutes(1).toNanos());

        int left = deadline.remainingMillis(Duration.ofHours(1));

        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
        assertThat(end - before).isGreaterThanOrEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void remainingMillisWhenTheLimitIsShorterThenTheLimit() throws Exception {
        assertThat(Deadline.in(Duration.ofHours(1).toNanos()).remainingMillis(Duration.ofMillis(5)))
                .isEqualTo(5);
    }

    @Test
    void remainingMillisWhenTheDeadlineHasPassedThenTimeout() {
        Deadline passed = Deadline.in(0);

        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(() -> passed.remainingMillis(Duration.ofSeconds(1)));
    }
}
