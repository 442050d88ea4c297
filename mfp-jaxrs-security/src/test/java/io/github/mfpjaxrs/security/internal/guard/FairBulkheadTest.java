package io.github.mfpjaxrs.security.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.internal.fakes.HandExecutor;
import io.github.mfpjaxrs.security.internal.guard.FairBulkhead.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R4")
class FairBulkheadTest {

    private final HandExecutor executor = new HandExecutor();
    private final List<String> ran = new ArrayList<>();
    private final List<Throwable> rejected = new ArrayList<>();

    @Test
    void tryAcquireWhenKnownTokensHoldEveryPlaceThenNewTokensLoseNoneOfTheirs() {
        FairBulkhead bulkhead = new FairBulkhead(2, 2, executor);
        acquire(bulkhead, Standing.KNOWN, 4);

        for (int i = 0; i < 10; i++) {
            assertThat(bulkhead.tryAcquire(Standing.NEW)).isFalse();
        }

        assertThat(bulkhead.tryAcquire(Standing.KNOWN)).isFalse();
        for (int i = 0; i < 4; i++) {
            bulkhead.release(Standing.KNOWN);
        }
        acquire(bulkhead, Standing.NEW, 4);
    }

    @Test
    void tryAcquireWhenNewTokensHoldTheirShareThenKnownTokensHaveTheRest() {
        FairBulkhead bulkhead = new FairBulkhead(4, 4, executor);
        acquire(bulkhead, Standing.NEW, 6);

        assertThat(bulkhead.tryAcquire(Standing.NEW)).isFalse();
        acquire(bulkhead, Standing.KNOWN, 2);
        assertThat(bulkhead.tryAcquire(Standing.KNOWN)).isFalse();
        assertThat(bulkhead.inProgress()).isEqualTo(8);
    }

    @Test
    void executeWhenNewTokensHaveAllTheirThreadsThenTheNextStartsAsOneEnds() {
        FairBulkhead bulkhead = new FairBulkhead(1, 2, executor);
        acquire(bulkhead, Standing.NEW, 3);
        executor.hold();

        bulkhead.execute(Standing.NEW, () -> ran.add("first"), rejected::add);
        bulkhead.execute(Standing.NEW, () -> ran.add("second"), rejected::add);
        bulkhead.execute(Standing.NEW, () -> ran.add("third"), rejected::add);

        assertThat(executor.waiting()).isEqualTo(1);
        executor.runOne();
        assertThat(executor.waiting()).isEqualTo(1);
        executor.runAll();
        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void executeWhenWorkFailsThenItsThreadIsGivenToTheNext() {
        FairBulkhead bulkhead = new FairBulkhead(1, 1, executor);
        executor.hold();
        bulkhead.execute(
                Standing.NEW,
                () -> {
                    throw new IllegalStateException("as the test wants it");
                },
                rejected::add);
        bulkhead.execute(Standing.NEW, () -> ran.add("next"), rejected::add);

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(executor::runOne);
        executor.runAll();

        assertThat(ran).containsExactly("next");
        assertThat(rejected).isEmpty();
    }

    @Test
    void executeWhenNoThreadIsToBeHadThenEachTaskIsToldAndTheLaterOnesRun() {
        List<Runnable> taken = new ArrayList<>();
        FairBulkhead bulkhead = new FairBulkhead(1, 3, task -> {
            if (rejected.size() < 2) {
                throw new RejectedExecutionException();
            }
            taken.add(task);
        });

        for (String task : List.of("first", "second", "third")) {
            bulkhead.execute(Standing.NEW, () -> ran.add(task), rejected::add);
        }
        taken.forEach(Runnable::run);

        assertThat(rejected).hasSize(2).hasOnlyElementsOfType(RejectedExecutionException.class);
        assertThat(ran).containsExactly("third");
    }

    @Test
    void waitingWhenTasksRunOrWaitThenOnlyTheOnesThatWaitAreCounted() {
        FairBulkhead bulkhead = new FairBulkhead(2, 0, executor);
        acquire(bulkhead, Standing.KNOWN, 2);
        List<Integer> waiting = new ArrayList<>();

        assertThat(bulkhead.waiting()).isEqualTo(2);
        bulkhead.execute(Standing.KNOWN, () -> waiting.add(bulkhead.waiting()), rejected::add);
        bulkhead.release(Standing.KNOWN);

        assertThat(waiting).containsExactly(1);
        assertThat(bulkhead.waiting()).isEqualTo(1);
        assertThat(bulkhead.inProgress()).isEqualTo(1);
    }

    private static void acquire(FairBulkhead bulkhead, Standing standing, int places) {
        for (int i = 0; i < places; i++) {
            assertThat(bulkhead.tryAcquire(standing)).isTrue();
        }
    }
}
