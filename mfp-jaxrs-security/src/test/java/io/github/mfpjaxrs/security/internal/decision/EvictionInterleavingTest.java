package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeListener;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Requests share results while the state of the server changes and the application evicts tokens. A request that
 * arrives after the eviction sees the change.
 */
@Tag("interleaving")
class EvictionInterleavingTest {

    @Test
    void validateWhenEvictionsMeetItThenNoAnswerIsOlderThanTheLastEviction() {
        LinChecker.check(
                Shared.class,
                new StressOptions()
                        .threads(3)
                        .actorsPerThread(3)
                        .actorsBefore(1)
                        .actorsAfter(1)
                        .iterations(30)
                        .invocationsPerIteration(1_200)
                        .sequentialSpecification(InTurn.class));
    }

    /** The expected outcome: the state of the server, which each change increments. */
    public static final class InTurn {

        private int state;

        public int validate() {
            return state;
        }

        public void changeAndEvict() {
            state++;
        }

        public void changeAndEvictUser() {
            state++;
        }

        public void changeAndClear() {
            state++;
        }

        public void evictAnother() {}
    }

    /** The real chain from cache to introspector. The introspection runs on the thread that needs the result. */
    public static final class Shared {

        private static final Settings SETTINGS = TestSettings.with(
                "mfp.timeout.total", "PT20S", "mfp.cache.max-age", "PT1H", "mfp.cache.refresh-ahead", "PT0S");
        private static final RequiredScope ANY = RequiredScope.allOf("RegisteredClient");
        private static final String USER = "user";

        private final AtomicInteger state = new AtomicInteger();
        private final AccessTokenValidator validator = new AccessTokenValidator(
                SETTINGS,
                this::introspect,
                Runnable::run,
                new FakeListener(false),
                Instrumentation.NONE,
                new FakeTicker(),
                new FakeClock());
        private final TokenCache cache = validator.cache();

        @Operation
        public int validate() {
            AccessDecision decision = validator.validate(List.of("Bearer token"), ANY);
            AccessToken token = ((AccessDecision.Granted) decision).token();
            return Integer.parseInt(token.clientId().orElseThrow());
        }

        @Operation
        public void changeAndEvict() {
            state.incrementAndGet();
            cache.evict("token");
        }

        @Operation
        public void changeAndEvictUser() {
            state.incrementAndGet();
            cache.evictUser(USER);
        }

        @Operation
        public void changeAndClear() {
            state.incrementAndGet();
            cache.clear();
        }

        @Operation
        public void evictAnother() {
            cache.evict("another");
        }

        private IntrospectionResult introspect(String token) {
            int answer = state.get();
            Thread.yield();
            return new IntrospectionResult.Active(new AccessToken(
                    Optional.of(String.valueOf(answer)),
                    Optional.of(USER),
                    Set.of("RegisteredClient"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    "default"));
        }
    }
}
