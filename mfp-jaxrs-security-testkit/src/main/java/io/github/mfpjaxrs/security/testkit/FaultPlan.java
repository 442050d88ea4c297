package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.FaultSlot.Remaining;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Selects the fault for the next call. */
final class FaultPlan {

    private final Map<Endpoint, FaultSlot> slots = new EnumMap<>(Endpoint.class);
    private final Stalls stalls = new Stalls();

    FaultPlan() {
        for (Endpoint endpoint : Endpoint.values()) {
            slots.put(endpoint, new FaultSlot());
        }
    }

    Stalls stalls() {
        return stalls;
    }

    void arm(Endpoint endpoint, Fault fault, int calls) {
        slot(endpoint).arm(fault, calls);
    }

    /**
     * Ends the fault for one endpoint. All waiting connections are closed, even if a different fault keeps them
     * waiting.
     */
    void disarm(Endpoint endpoint) {
        slot(endpoint).disarm();
        stalls.endAll();
    }

    /** Returns the faults that later calls will encounter. */
    Map<Endpoint, Remaining> armed() {
        Map<Endpoint, Remaining> armed = new EnumMap<>(Endpoint.class);
        slots.forEach((endpoint, slot) -> slot.remaining().ifPresent(fault -> armed.put(endpoint, fault)));
        return armed;
    }

    /**
     * Takes the black hole fault if one applies to the next connection or request. Must be called before any input is
     * read.
     */
    Optional<Fault> takeBlackHole() {
        return slot(Endpoint.ANY).take(Fault::isBlackHole);
    }

    Optional<Fault> take(Endpoint endpoint) {
        return slot(endpoint).take(any -> true).or(() -> slot(Endpoint.ANY).take(any -> true));
    }

    /**
     * Disarms the faults first, so that no connection can start to wait after the waiting connections have been closed.
     */
    void recover() {
        slots.values().forEach(FaultSlot::disarm);
        stalls.endAll();
    }

    private FaultSlot slot(Endpoint endpoint) {
        return Objects.requireNonNull(slots.get(endpoint));
    }
}
