package io.github.mfpjaxrs.security.internal.cluster;

import io.github.mfpjaxrs.security.spi.EvictionChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Delivers immediately to all subscribers, and delivers all earlier announcements to a new subscriber. A test may
 * disconnect it. Thread-safe.
 */
final class FakeChannel implements EvictionChannel {

    final List<byte[]> announcements = new CopyOnWriteArrayList<>();
    private final List<Receiver> receivers = new CopyOnWriteArrayList<>();
    volatile boolean cut;

    @Override
    public void publish(String id, byte[] announcement, Duration lifetime) {
        if (cut) {
            throw new IllegalStateException("cut");
        }
        announcements.add(announcement);
        receivers.forEach(receiver -> receiver.received(announcement));
    }

    @Override
    public void subscribe(Receiver receiver, Duration lifetime) {
        if (cut) {
            throw new IllegalStateException("cut");
        }
        receivers.add(receiver);
        announcements.forEach(receiver::received);
    }

    boolean hasReceivers() {
        return !receivers.isEmpty();
    }

    /** Delivers an announcement as a store that repeats its content, or an attacker, would. */
    void deliver(byte[] announcement) {
        receivers.forEach(receiver -> receiver.received(announcement));
    }
}
