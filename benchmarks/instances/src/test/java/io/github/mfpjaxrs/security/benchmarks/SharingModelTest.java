package io.github.mfpjaxrs.security.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class SharingModelTest {

    @Test
    void simulateWhenComparedWithTheExpectedValuesThenEqual() {
        for (int instances : new int[] {1, 4, 200}) {
            SharingModel model = new SharingModel(instances, 10_000, 2, 2);

            SharingModel.Counted counted = model.simulate(10_000, 20, 1);

            assertThat(counted.callsAlone()).isCloseTo(model.callsAlone(), Percentage.withPercentage(2));
            assertThat(counted.callsShared()).isCloseTo(model.callsShared(), Percentage.withPercentage(2));
        }
    }
}
