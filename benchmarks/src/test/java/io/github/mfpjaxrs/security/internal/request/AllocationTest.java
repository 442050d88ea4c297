package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.mfpjaxrs.security.benchmarks.SampleTokens;
import io.github.mfpjaxrs.security.internal.introspection.JsonIntrospector;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits the bytes that a cache hit allocates. Unlike its duration, they are the same on every machine. */
class AllocationTest {

    private static final int KIBIBYTE = 1_024;
    private static final int REQUESTS = 20_000;
    private static final int ROUNDS = 20;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 50_000})
    void filterWhenTokenIsCachedThenAllocatesLessThanAKibibyte(int tokens) throws IOException {
        FilterRig rig = new FilterRig(new JsonIntrospector(SampleTokens::answerWithUser), Runnable::run);
        rig.cache(tokens);
        ContainerRequestFilter filter = rig.filter();
        FakeRequest request = new FakeRequest().with(FilterRig.authorization(tokens - 1));

        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, allocatedByRound(filter, request));
        }

        System.out.printf("allocated on a hit among %,d tokens of 1 KB: %d bytes%n", tokens, least / REQUESTS);
        assertThat(request.abortedWith()).isNull();
        assertThat(rig.statistics().hits()).isGreaterThanOrEqualTo((long) REQUESTS * ROUNDS);
        assertThat(least / REQUESTS).isPositive().isLessThan(KIBIBYTE);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 1_024, 4_096})
    void filterWhenTokenIsCachedThenAllocatesTheSameWhateverItsLength(int length) throws IOException {
        String token = SampleTokens.token(1).repeat(4).substring(4 * SampleTokens.LENGTH - length);
        FilterRig rig = new FilterRig(new JsonIntrospector(SampleTokens::answerWithUser), Runnable::run);
        ContainerRequestFilter filter = rig.filter();
        FakeRequest request = new FakeRequest().with(List.of("Bearer " + token));

        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, allocatedByRound(filter, request));
        }

        assertThat(least / REQUESTS).isPositive().isLessThan(KIBIBYTE);
    }

    private long allocatedByRound(ContainerRequestFilter filter, FakeRequest request) throws IOException {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < REQUESTS; i++) {
            filter.filter(request.afresh());
        }
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
