package io.github.mfpjaxrs.security.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import org.junit.jupiter.api.Test;

class FlightTest {

    private final Flight flight = new Flight(7, 3);

    @Test
    void tryEndWhenCalledTwiceThenOnlyTheFirstCallerReports() {
        assertThat(flight.isEnded()).isFalse();

        assertThat(flight.tryEnd()).isTrue();
        assertThat(flight.tryEnd()).isFalse();

        assertThat(flight.isEnded()).isTrue();
        assertThat(flight.outcome()).isNotDone();
    }

    @Test
    void succeedWhenFollowedByAFailureThenTheAnswerStays() {
        Flight.Answer answer = new Flight.Answer(new IntrospectionResult.Inactive(), 7, false);

        flight.succeed(answer);
        flight.fail(new IllegalStateException("late"));

        assertThat(flight.outcome()).isCompletedWithValue(answer);
    }
}
