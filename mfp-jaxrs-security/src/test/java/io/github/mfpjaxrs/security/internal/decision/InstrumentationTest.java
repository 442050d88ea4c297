package io.github.mfpjaxrs.security.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeIntrospector;
import io.github.mfpjaxrs.security.internal.fakes.FakeListener;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.HandExecutor;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The calls that an instrumentation receives, in order. */
@Tag("O2")
class InstrumentationTest {

    private static final RequiredScope SCOPE = RequiredScope.allOf("a");

    private final List<String> calls = new ArrayList<>();
    private final FakeIntrospector introspector = new FakeIntrospector();
    private final HandExecutor executor = new HandExecutor();
    private final FakeTicker ticker = new FakeTicker();
    private final AccessTokenValidator validator = new AccessTokenValidator(
            TestSettings.with("mfp.introspection.max-concurrent", "1", "mfp.introspection.max-queued", "0"),
            introspector,
            executor,
            new FakeListener(false),
            new Recording(),
            ticker,
            new FakeClock());

    private final class Recording implements Instrumentation {

        @Override
        public void granted(boolean cached) {
            calls.add("granted, cached " + cached);
        }

        @Override
        public void refused(AccessDecision.Reason reason, boolean cached) {
            calls.add("refused " + reason + ", cached " + cached);
        }

        @Override
        public void rejected(FailureKind kind) {
            calls.add("rejected " + kind);
        }

        @Override
        public Introspection introspecting() {
            calls.add("introspecting");
            return new Introspection() {

                @Override
                public Runnable onItsThread(Runnable work) {
                    return () -> {
                        calls.add("thread");
                        work.run();
                    };
                }

                @Override
                public void joined() {
                    calls.add("joined");
                }

                @Override
                public void succeeded(Outcome outcome, Duration duration) {
                    calls.add("succeeded " + outcome + " " + duration);
                }

                @Override
                public void failed(FailureKind kind, Duration duration) {
                    calls.add("failed " + kind + " " + duration);
                }
            };
        }
    }

    @Test
    void validateWhenNotCachedThenIntrospectionAndDecisionThenCachedDecision() {
        introspector.active(DetachedValidation.token("a"));

        validate("t");
        validate("t");

        assertThat(calls)
                .containsExactly(
                        "introspecting",
                        "thread",
                        "succeeded ACTIVE PT0S",
                        "granted, cached false",
                        "granted, cached true");
    }

    @Test
    void validateWhenTheTokenIsInactiveOrInConflictThenTheOutcomeSaysSo() {
        introspector.inactive();
        validate("t1");
        assertThat(calls).contains("succeeded INACTIVE PT0S").doesNotContain("succeeded CONFLICT PT0S");

        introspector.answers(() -> new IntrospectionResult.Conflict("{}"));
        validate("t2");
        assertThat(calls).containsSubsequence("succeeded INACTIVE PT0S", "succeeded CONFLICT PT0S");
    }

    @Test
    void validateWhenTheServerFailsThenFailureWithItsKind() {
        introspector.fails(AuthorizationServerFailure.timeout("late"));

        validate("t");

        assertThat(calls)
                .containsExactly("introspecting", "thread", "failed TIMEOUT PT0S", "refused UNAVAILABLE, cached false");
    }

    @Test
    void validateWhenNoTokenThenOnlyTheRefusal() {
        validator.validate(List.of(), SCOPE);

        assertThat(calls).containsExactly("refused MISSING_TOKEN, cached false");
    }

    @Test
    void validateWhenOpenAndTheTokenIsBadThenGrantedAsTheMethodRuns() {
        introspector.inactive();

        validator.validate(List.of("Bearer t"), RequiredScope.none(), ReportedRequest.UNKNOWN_OPEN, null);

        assertThat(calls).endsWith("granted, cached false");
    }

    @Test
    void validateWhenRequestsShareAnIntrospectionThenTheSecondJoinsAndItsTimeIncludesTheWait() {
        introspector.active(DetachedValidation.token("a"));
        executor.hold();
        CompletableFuture<AccessDecision> first = validateAsync("t");
        CompletableFuture<AccessDecision> second = validateAsync("t");
        ticker.advance(Duration.ofMillis(30));

        executor.runAll();

        CompletableFuture.allOf(first, second).join();
        assertThat(calls)
                .startsWith("introspecting", "joined", "thread", "succeeded ACTIVE PT0.03S")
                .filteredOn(call -> call.startsWith("granted"))
                .hasSize(2);
    }

    @Test
    void validateWhenTooManyWaitThenRejectedAndNoIntrospection() {
        executor.hold();
        validateAsync("t1");

        validateAsync("t2").join();

        assertThat(calls).containsExactly("introspecting", "rejected OVERLOADED", "refused UNAVAILABLE, cached false");
    }

    private void validate(String token) {
        validator.validate(List.of("Bearer " + token), SCOPE);
    }

    private CompletableFuture<AccessDecision> validateAsync(String token) {
        return validator
                .validateAsync(List.of("Bearer " + token), SCOPE, ReportedRequest.UNKNOWN, null)
                .toCompletableFuture();
    }
}
