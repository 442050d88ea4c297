package io.github.mfpjaxrs.security.internal.cluster;

import io.github.mfpjaxrs.security.spi.EvictionChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Delivers to all subscribers at once, and everything so far to a new one. A test may cut it. Thread-safe. */
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

    /** As a store does that delivers again what it has, or an attacker. */
    void deliver(byte[] announcement) {
        receivers.forEach(receiver -> receiver.received(announcement));
    }
}
