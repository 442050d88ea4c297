package io.github.mfpjaxrs.security.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.internal.cache.IntrospectionCache;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.decision.DetachedValidation;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeIntrospector;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.HandExecutor;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.ExchangeDeadline;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The order in which results arrive when two introspections overlap. */
class SingleFlightTest {

    private static final Duration TOTAL = Duration.ofSeconds(20);
    private static final BearerToken TOKEN = BearerToken.of("token");
    private static final IntrospectionResult ACTIVE =
            new IntrospectionResult.Active(DetachedValidation.token("RegisteredClient"));

    private final FakeTicker ticker = new FakeTicker();
    private final FakeClock clock = new FakeClock();
    private final Settings settings =
            TestSettings.with("mfp.timeout.total", TOTAL.toString(), "mfp.cache.max-age", "PT1H", "mfp.retry.max", "0");
    private final TokenDigest digest = new TokenDigest("server");
    private final TokenKey key = digest.keyOf(TOKEN);
    private final IntrospectionCache cache = new IntrospectionCache(settings.cache(), digest, ticker, clock);
    private final AtomicInteger asked = new AtomicInteger();

    private SingleFlight introspections(TokenIntrospector introspector, InstantSource time) {
        return new SingleFlight(introspector, cache, settings, Runnable::run, Instrumentation.NONE, ticker, time);
    }

    /** Lets a test stop threads that read the time of day. */
    private static final class Gate implements InstantSource {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public Instant instant() {
            if (looks.incrementAndGet() == 1) {
                reached.countDown();
                try {
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return FakeClock.START;
        }
    }

    @Test
    void askWhenJoinedFlightBringsAnOlderAnswerThenAsksAgain() throws Exception {
        Gate gate = new Gate();
        SingleFlight introspections = introspections(
                token -> {
                    asked.incrementAndGet();
                    return new IntrospectionResult.Inactive();
                },
                gate);
        long longAgo = ticker.read();
        cache.store(key, ACTIVE, longAgo, cache.epoch());
        ticker.advance(Duration.ofSeconds(10));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            // The first thread accepts any result, and finds one after it has registered its own introspection.
            Future<IntrospectionResult> easy = threads.submit(
                    () -> introspections.introspect(key, TOKEN, longAgo).await());
            assertThat(gate.reached.await(10, TimeUnit.SECONDS)).isTrue();
            // The second thread needs a result of this moment, and joins the first.
            AtomicReference<Thread> second = new AtomicReference<>();
            Future<IntrospectionResult> strict = threads.submit(() -> {
                second.set(Thread.currentThread());
                return introspections.introspect(key, TOKEN, ticker.read()).await();
            });
            Awaitility.await()
                    .until(() -> second.get() != null && second.get().getState() == Thread.State.TIMED_WAITING);

            gate.open.countDown();

            assertThat(easy.get(10, TimeUnit.SECONDS)).isInstanceOf(IntrospectionResult.Active.class);
            assertThat(strict.get(10, TimeUnit.SECONDS)).isInstanceOf(IntrospectionResult.Inactive.class);
            assertThat(asked).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void askWhenAnswerComesAfterAYoungerOneThenNotStored() {
        AtomicReference<SingleFlight> self = new AtomicReference<>();
        SingleFlight introspections = introspections(
                token -> {
                    if (asked.incrementAndGet() == 2) {
                        return new IntrospectionResult.Inactive();
                    }
                    // It takes so long that it is abandoned, and the next introspection completes before it.
                    ticker.advance(TOTAL.plusSeconds(1));
                    assertThat(self.get().introspect(key, TOKEN, ticker.read()).await())
                            .isInstanceOf(IntrospectionResult.Inactive.class);
                    return ACTIVE;
                },
                clock);
        self.set(introspections);

        introspections.refresh(key, TOKEN);

        assertThat(asked).hasValue(2);
        assertThat(cache.find(key)).isNull();
    }

    @Test
    void askWhenEvictedSinceTheQuestionUnderWayWasPutThenAsksAnew() {
        AtomicReference<SingleFlight> self = new AtomicReference<>();
        AtomicReference<IntrospectionResult> afterEviction = new AtomicReference<>();
        SingleFlight introspections = introspections(
                token -> {
                    if (asked.incrementAndGet() == 2) {
                        return ACTIVE;
                    }
                    cache.evict("token");
                    afterEviction.set(
                            self.get().introspect(key, TOKEN, ticker.read()).await());
                    return new IntrospectionResult.Inactive();
                },
                clock);
        self.set(introspections);

        IntrospectionResult beforeEviction =
                introspections.introspect(key, TOKEN, ticker.read()).await();

        assertThat(beforeEviction).isInstanceOf(IntrospectionResult.Inactive.class);
        assertThat(afterEviction.get()).isSameAs(ACTIVE);
        // The older result arrived last and did not replace the newer one.
        assertThat(cache.find(key)).isNotNull();
    }

    @Test
    void renewWhenBreakerIsOpenThenNobodyIsAsked() {
        SingleFlight introspections = introspections(
                token -> {
                    asked.incrementAndGet();
                    throw new AuthorizationServerFailure(AuthorizationServerFailure.Kind.TIMEOUT, "in trouble");
                },
                clock);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() ->
                            introspections.introspect(key, TOKEN, ticker.read()).await())
                    .isInstanceOf(AuthorizationServerException.class);
        }
        int before = asked.get();

        introspections.refresh(digest.keyOf(BearerToken.of("other")), BearerToken.of("other"));

        assertThat(asked).hasValue(before);
    }

    @Test
    @Tag("F1")
    void askWhenManyThreadsForManyRoundsThenOneQuestionAtATimeAndNoAnswerIsTooOld() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger peak = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            TokenIntrospector introspector = token -> {
                peak.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                asked.incrementAndGet();
                Thread.yield();
                atOnce.decrementAndGet();
                return ACTIVE;
            };
            SingleFlight introspections = new SingleFlight(
                    introspector, cache, settings, threads, Instrumentation.NONE, System::nanoTime, clock);
            ExecutorService clients = Executors.newFixedThreadPool(16);
            try {
                AtomicInteger tooOld = new AtomicInteger();
                List<Future<?>> all = new ArrayList<>();
                for (int client = 0; client < 16; client++) {
                    all.add(clients.submit(() -> {
                        for (int round = 0; round < 500; round++) {
                            int before = asked.get();
                            introspections
                                    .introspect(key, TOKEN, System.nanoTime())
                                    .await();
                            // A caller that requires a fresh result receives one that was requested after the call.
                            if (asked.get() == before) {
                                tooOld.incrementAndGet();
                            }
                        }
                    }));
                }
                for (Future<?> client : all) {
                    client.get(60, TimeUnit.SECONDS);
                }
                assertThat(tooOld).hasValue(0);
                assertThat(peak).hasValue(1);
            } finally {
                clients.shutdownNow();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The introspection waited for a thread, or its first call took a long time. */
    @Test
    @Tag("N4")
    void introspectWhenTimeHasPassedBeforeACallThenTheCallHasTheRest() {
        List<Runnable> threads = new ArrayList<>();
        List<Long> left = new ArrayList<>();
        SingleFlight introspections = new SingleFlight(
                token -> {
                    left.add(ExchangeDeadline.leftNanos(TOTAL));
                    return ACTIVE;
                },
                cache,
                settings,
                threads::add,
                Instrumentation.NONE,
                ticker,
                clock);

        SingleFlight.Pending pending = introspections.introspect(key, TOKEN, ticker.read());
        ticker.advance(TOTAL.minusSeconds(1));
        threads.get(0).run();

        assertThat(pending.await()).isEqualTo(ACTIVE);
        assertThat(left)
                .singleElement()
                .satisfies(nanos -> assertThat(nanos)
                        .isPositive()
                        .isLessThanOrEqualTo(Duration.ofSeconds(1).toNanos()));
    }

    /** With one place and no queue, the next introspection starts only if the place has been given back before. */
    @Test
    @Tag("R4")
    void introspectWhenOlderIntrospectionEndsThenItsPlaceIsFreeForTheNext() {
        HandExecutor executor = new HandExecutor();
        FakeIntrospector introspector = new FakeIntrospector();
        SingleFlight introspections = onePlace(introspector, executor, Instrumentation.NONE);
        executor.hold();
        for (boolean fails : List.of(true, false)) {
            SingleFlight.Pending older = introspections.introspectHere(key, TOKEN, ticker.read());
            ticker.advance(Duration.ofSeconds(1));
            SingleFlight.Pending newer = introspections.introspectHere(key, TOKEN, ticker.read());
            if (fails) {
                introspector.fails(AuthorizationServerFailure.timeout("late"));
            } else {
                introspector.inactive();
            }

            executor.runOne();
            introspector.inactive();
            executor.runOne();

            assertThat(older.toFuture().isCompletedExceptionally()).isEqualTo(fails);
            assertThat(newer.await()).isEqualTo(new IntrospectionResult.Inactive());
        }
    }

    @Test
    @Tag("F2")
    void introspectWhenIntrospectionIsOverdueThenItIsAbandonedAndCounted() {
        List<String> calls = new ArrayList<>();
        HandExecutor executor = new HandExecutor();
        SingleFlight introspections = onePlace(new FakeIntrospector(), executor, new Instrumentation() {

            @Override
            public Introspection introspecting() {
                return new Introspection() {

                    @Override
                    public void failed(FailureKind kind, Duration duration) {
                        calls.add(kind + " after " + duration);
                    }
                };
            }
        });
        executor.hold();
        SingleFlight.Pending overdue = introspections.introspect(key, TOKEN, ticker.read());
        CompletableFuture<IntrospectionResult> waiting = overdue.toFuture();
        ticker.advance(TOTAL);

        assertThatThrownBy(() ->
                        introspections.introspect(key, TOKEN, ticker.read()).await())
                .isInstanceOf(AuthorizationServerException.class);

        assertThat(calls).containsExactly("TIMEOUT after " + TOTAL);
        assertThat(waiting).isCompletedExceptionally();
        assertThat(introspections.status().current().failure())
                .get()
                .extracting(AuthorizationServerStatus.Failure::kind)
                .isEqualTo(FailureKind.TIMEOUT);
    }

    @Test
    @Tag("F2")
    void toFutureWhenNoAnswerComesInTimeThenItFailsAndTheIntrospectionIsAbandoned() {
        List<Runnable> threads = new ArrayList<>();
        SingleFlight introspections = inRealTime("PT0.1S", threads);

        CompletableFuture<IntrospectionResult> late =
                introspections.introspect(key, TOKEN, System.nanoTime()).toFuture();

        assertThatThrownBy(late::join).hasCauseInstanceOf(AuthorizationServerException.class);
        introspections.introspect(key, TOKEN, System.nanoTime());
        assertThat(threads).hasSize(2);
    }

    @Test
    @Tag("F2")
    void toFutureWhenTheJoinedIntrospectionIsOverdueThenAnotherStartsInTheTimeLeft() {
        List<Runnable> threads = new CopyOnWriteArrayList<>();
        SingleFlight introspections = inRealTime("PT1S", threads);
        introspections.introspect(key, TOKEN, System.nanoTime());
        Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        CompletableFuture<IntrospectionResult> joined =
                introspections.introspect(key, TOKEN, System.nanoTime()).toFuture();

        Awaitility.await().until(() -> threads.size() == 2 || joined.isDone());
        threads.get(1).run();

        assertThat(joined.join()).isSameAs(ACTIVE);
    }

    @Test
    void clearWhenServerWasFailingThenItIsTriedAgain() {
        SingleFlight introspections = introspections(
                token -> {
                    if (asked.incrementAndGet() <= 20) {
                        throw AuthorizationServerFailure.timeout("late");
                    }
                    return ACTIVE;
                },
                clock);
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() ->
                            introspections.introspect(key, TOKEN, ticker.read()).await())
                    .isInstanceOf(AuthorizationServerException.class);
        }
        asked.set(20);

        cache.clear();

        assertThat(introspections.introspect(key, TOKEN, ticker.read()).await()).isSameAs(ACTIVE);
    }

    private SingleFlight onePlace(TokenIntrospector introspector, Executor executor, Instrumentation instrumentation) {
        Settings one = TestSettings.with(
                "mfp.timeout.total", TOTAL.toString(),
                "mfp.introspection.max-concurrent", "1",
                "mfp.introspection.max-queued", "0",
                "mfp.retry.max", "0");
        return new SingleFlight(introspector, cache, one, executor, instrumentation, ticker, clock);
    }

    private SingleFlight inRealTime(String total, List<Runnable> threads) {
        return new SingleFlight(
                token -> ACTIVE,
                cache,
                TestSettings.with("mfp.timeout.total", total),
                threads::add,
                Instrumentation.NONE,
                System::nanoTime,
                clock);
    }
}
