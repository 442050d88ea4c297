package io.github.mfpjaxrs.security.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SharedValueTest {

    private static final Duration TOTAL = Duration.ofSeconds(20);

    private final SharedValue<String> value = new SharedValue<>("value", TOTAL);
    private final AtomicInteger obtained = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private String get() {
        return value.get(held -> true, () -> "v" + obtained.incrementAndGet());
    }

    private String failWhenReleased() {
        begun.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw AuthorizationServerFailure.timeout("too late");
    }

    /**
     * One thread tries to obtain the value within the given time and fails. Returns the result of a thread that waits
     * for it.
     */
    private CompletableFuture<String> waiterWhenFirstFails(long nanosOfFirst) throws InterruptedException {
        Supplier<String> exchange = () -> value.get(held -> true, this::failWhenReleased);
        CompletableFuture<String> failing = new CompletableFuture<>();
        new Thread(() -> failing.completeAsync(
                        () -> ExchangeDeadline.callUntil(System.nanoTime() + nanosOfFirst, exchange), Runnable::run))
                .start();
        begun.await();
        CompletableFuture<String> waiting = new CompletableFuture<>();
        Thread second = new Thread(() -> waiting.completeAsync(this::get, Runnable::run));
        second.start();
        await().until(() -> second.getState() == Thread.State.TIMED_WAITING);
        release.countDown();
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(failing::get);
        return waiting;
    }

    @Test
    void getWhenValueIsUsableThenTheSame() {
        String first = get();

        assertThat(get()).isSameAs(first);
        assertThat(value.peek()).contains("v1");
    }

    @Test
    void getWhenValueIsNotUsableThenAnother() {
        get();

        String second = value.get(held -> false, () -> "v" + obtained.incrementAndGet());

        assertThat(second).isEqualTo("v2");
    }

    @Test
    void getWhenSourceFailsThenItsExceptionAndTheNextCallerTriesAgain() {
        assertThatIllegalStateException()
                .isThrownBy(() -> value.get(held -> true, () -> {
                    throw new IllegalStateException("of the source");
                }))
                .withMessage("of the source");

        assertThat(value.peek()).isEmpty();
        assertThat(get()).isEqualTo("v1");
    }

    @Test
    void discardWhenValueWasReplacedThenTheNewerOneStays() {
        String first = get();
        value.discard(first);
        get();

        value.discard(first);

        assertThat(value.peek()).contains("v2");
    }

    /** The time limit of one exchange has passed, and that of the other has not. */
    @Test
    @Tag("N4")
    void getWhenTheOtherThreadHadTooLittleTimeThenTriesItself() throws Exception {
        CompletableFuture<String> waiting = waiterWhenFirstFails(0);

        assertThat(waiting.get()).isEqualTo("v1");
    }

    /** The transport can report a timeout a moment before the deadline. */
    @Test
    @Tag("N4")
    void getWhenTheOtherThreadHadLittleTimeAndTimedOutBeforeItsDeadlineThenTriesItself() throws Exception {
        CompletableFuture<String> waiting = waiterWhenFirstFails(TOTAL.toNanos() / 4);

        assertThat(waiting.get()).isEqualTo("v1");
    }

    @Test
    void getWhenTheOtherThreadFailsWithTimeLeftThenItsFailure() throws Exception {
        CompletableFuture<String> waiting = waiterWhenFirstFails(TOTAL.toNanos());

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(waiting::get)
                .havingCause()
                .withMessage("too late")
                .isInstanceOfSatisfying(
                        AuthorizationServerFailure.class,
                        failure -> assertThat(failure.isSecondHand()).isTrue());
        assertThat(obtained).hasValue(0);
    }
}
