package io.github.mfpjaxrs.security.testkit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A fault for a number of calls, or no fault. {@link Integer#MAX_VALUE} stands for all calls. */
final class FaultSlot {

    private volatile @Nullable Armed armed;

    void arm(Fault fault, int calls) {
        armed = new Armed(fault, new AtomicInteger(calls));
    }

    void disarm() {
        armed = null;
    }

    /** Returns the fault that the next call will encounter, and the number of calls that will encounter it. */
    Optional<Remaining> remaining() {
        Armed current = armed;
        return current != null && current.calls().get() > 0
                ? Optional.of(new Remaining(current.fault(), current.calls().get()))
                : Optional.empty();
    }

    record Remaining(Fault fault, int calls) {}

    Optional<Fault> take(Predicate<Fault> wanted) {
        Armed current = armed;
        return current != null && wanted.test(current.fault()) && current.takeOne()
                ? Optional.of(current.fault())
                : Optional.empty();
    }

    private record Armed(Fault fault, AtomicInteger calls) {

        boolean takeOne() {
            return calls.getAndUpdate(left -> left == Integer.MAX_VALUE ? left : Math.max(0, left - 1)) > 0;
        }
    }
}
