package io.github.mfpjaxrs.security.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeListener;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A flood of tokens that are used only once, 250 times as many as the cache can hold. */
class FloodTest {

    private static final RequiredScope REGISTERED = RequiredScope.allOf("RegisteredClient");
    private static final int SIZE = 1_000;

    @Test
    @Tag("K5")
    void validateWhenFloodedThenCacheIsBoundedAndHotTokenStays() {
        AtomicInteger hot = new AtomicInteger();
        AccessTokenValidator validator = new AccessTokenValidator(
                TestSettings.with(
                        "mfp.cache.size", String.valueOf(SIZE),
                        "mfp.cache.max-age", "PT1H",
                        "mfp.cache.negative.size", String.valueOf(SIZE)),
                token -> {
                    if (token.equals("hot")) {
                        hot.incrementAndGet();
                    }
                    return token.startsWith("bad")
                            ? new IntrospectionResult.Inactive()
                            : new IntrospectionResult.Active(DetachedValidation.token("RegisteredClient"));
                },
                Runnable::run,
                new FakeListener(false),
                Instrumentation.NONE,
                new FakeTicker(),
                new FakeClock());
        SplittableRandom random = new SplittableRandom(42);

        for (int i = 0; i < 250_000; i++) {
            String token = i % 10 == 0 ? "hot" : (i % 2 == 0 ? "bad" : "good") + Long.toHexString(random.nextLong());
            validator.validate(List.of("Bearer " + token), REGISTERED);
        }

        assertThat(validator.cache().statistics().size()).isBetween(1L, (long) SIZE);
        assertThat(hot).as("introspections of the hot token").hasValueLessThanOrEqualTo(3);
    }
}
