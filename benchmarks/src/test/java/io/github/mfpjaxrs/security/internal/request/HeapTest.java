package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.benchmarks.Heap;
import io.github.mfpjaxrs.security.benchmarks.SampleTokens;
import io.github.mfpjaxrs.security.internal.introspection.JsonIntrospector;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Limits the heap that a cached token occupies, including the cache's own structures. */
class HeapTest {

    private static final int KIBIBYTE = 1_024;
    private static final int TOKENS = 50_000;

    @Test
    void cacheWhenTokensHaveNoUserThenHoldsAtMostAKibibyteEach() throws IOException {
        assertThat(bytesPerToken("without user data", SampleTokens::answerWithoutUser))
                .isBetween(100L, (long) KIBIBYTE);
    }

    @Test
    void cacheWhenTokensHaveUsersThenHoldsAtMostTwoKibibytesEach() throws IOException {
        assertThat(bytesPerToken("with user data", SampleTokens::answerWithUser))
                .isBetween(100L, 2L * KIBIBYTE);
    }

    private static long bytesPerToken(String kind, UnaryOperator<String> answers) throws IOException {
        new FilterRig(new JsonIntrospector(answers), Runnable::run).cache(1);
        FilterRig rig = new FilterRig(new JsonIntrospector(answers), Runnable::run);

        Heap before = Heap.now();
        rig.cache(TOKENS);
        Heap grown = Heap.now().since(before);

        assertThat(rig.statistics().size()).isEqualTo(TOKENS);
        Reference.reachabilityFence(rig);
        System.out.printf(
                "heap of one cached token %s: %d bytes, of which%n%s",
                kind, grown.bytes() / TOKENS, grown.largest(15, TOKENS));
        return grown.bytes() / TOKENS;
    }
}
