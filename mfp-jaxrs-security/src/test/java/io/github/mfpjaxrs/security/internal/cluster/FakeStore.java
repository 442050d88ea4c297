package io.github.mfpjaxrs.security.internal.cluster;

import io.github.mfpjaxrs.security.spi.SharedTokenCache;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A store in memory, which a test may damage, break or freeze. Thread-safe. */
final class FakeStore implements SharedTokenCache {

    final Map<String, byte[]> values = new ConcurrentHashMap<>();
    final Set<String> claims = ConcurrentHashMap.newKeySet();
    final AtomicInteger calls = new AtomicInteger();
    volatile boolean broken;
    volatile boolean full;

    /** How long each call takes. */
    volatile Duration latency = Duration.ZERO;

    volatile @Nullable CountDownLatch frozenUntil;

    private void call() {
        calls.incrementAndGet();
        CountDownLatch latch = frozenUntil;
        if (latch != null) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        LockSupport.parkNanos(latency.toNanos());
        if (broken) {
            throw new IllegalStateException("broken");
        }
    }

    @Override
    public byte @Nullable [] get(String key) {
        call();
        return values.get(key);
    }

    @Override
    public void put(String key, byte[] value, Duration lifetime) {
        call();
        if (full) {
            throw new IllegalStateException("full");
        }
        values.put(key, value);
    }

    @Override
    public boolean claim(String key, Duration lifetime) {
        call();
        return claims.add(key);
    }

    @Override
    public void release(String key) {
        call();
        claims.remove(key);
    }
}
