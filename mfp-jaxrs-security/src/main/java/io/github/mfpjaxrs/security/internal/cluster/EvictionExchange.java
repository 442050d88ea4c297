package io.github.mfpjaxrs.security.internal.cluster;

import io.github.mfpjaxrs.security.internal.cache.Eviction;
import io.github.mfpjaxrs.security.internal.cache.IntrospectionCache;
import io.github.mfpjaxrs.security.internal.config.LogSafe;
import io.github.mfpjaxrs.security.internal.server.DaemonThreads;
import io.github.mfpjaxrs.security.spi.EvictionChannel;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Announces this instance's evictions and applies those from other instances. Announcements that arrive together are
 * applied together, so that the cache is searched only once. Thread-safe.
 */
final class EvictionExchange implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private static final String NAME = "eviction";
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 100_000;
    private static final int LARGEST = 16 * 1_024;
    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration SUBSCRIPTION_PAUSE = Duration.ofSeconds(5);

    private final EvictionChannel channel;
    private final List<SealingKeys> secrets;
    private final Map<String, IntrospectionCache> caches;
    private final Duration retention;
    private final EvictionFormat format = new EvictionFormat();
    private final ScheduledThreadPoolExecutor threads;
    private final Queue<Announcement> received = new ConcurrentLinkedQueue<>();
    private final AtomicInteger applying = new AtomicInteger();
    private final RejectedCount rejected =
            new RejectedCount("MFP evictions: {0} announcements so far were forged, damaged, or sealed with another"
                    + " mfp.shared-cache.secret or by another version; they are ignored");
    private volatile boolean subscribed;

    EvictionExchange(
            EvictionChannel channel, List<SealingKeys> secrets, List<Cluster.Member> members, ClassLoader loader) {
        this.channel = channel;
        this.secrets = List.copyOf(secrets);
        this.caches = members.stream()
                .collect(Collectors.toUnmodifiableMap(
                        member -> member.settings().server().name(), Cluster.Member::cache));
        this.retention = members.stream()
                .map(member -> Cluster.retention(member.settings()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        this.threads = new ScheduledThreadPoolExecutor(THREADS, DaemonThreads.named("mfp-evictions-", loader));
    }

    void start() {
        threads.execute(this::subscribe);
    }

    private void subscribe() {
        try {
            channel.subscribe(this::receive, retention);
            subscribed = true;
        } catch (Exception | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "MFP evictions: those of other instances are not received; next attempt in {0}: {1}",
                    SUBSCRIPTION_PAUSE,
                    LogSafe.escape(e.toString()));
            later(this::subscribe, SUBSCRIPTION_PAUSE);
        }
    }

    /** Whether all recent evictions from other instances have been received. */
    boolean isSubscribed() {
        return subscribed;
    }

    /**
     * Announces an eviction once for each secret, so that other instances can read the announcement no matter which
     * secret they use.
     */
    void announce(String server, Eviction eviction) {
        if (threads.getQueue().size() >= MOST_WAITING) {
            LOG.log(Level.WARNING, "MFP evictions: too many are waiting; one is not announced to other instances");
            return;
        }
        byte[] plain = format.write(new Announcement(server, eviction));
        for (int i = 0; i < secrets.size(); i++) {
            String id = eviction.id() + "-" + i;
            byte[] sealed = secrets.get(i).seal(NAME, plain);
            later(() -> publish(id, sealed, 1), Duration.ZERO);
        }
    }

    private void publish(String id, byte[] sealed, int attempt) {
        try {
            channel.publish(id, sealed, retention);
        } catch (Exception | LinkageError e) {
            if (attempt < ATTEMPTS) {
                later(() -> publish(id, sealed, attempt + 1), FIRST_PAUSE.multipliedBy(1L << (2 * attempt)));
            } else {
                LOG.log(
                        Level.WARNING,
                        "MFP evictions: one could not be announced to other instances, which use their cached"
                                + " responses for up to mfp.cache.max-age: {0}",
                        LogSafe.escape(e.toString()));
            }
        }
    }

    private void later(Runnable task, Duration pause) {
        if (!threads.isShutdown()) {
            threads.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void receive(byte[] announcement) {
        Optional<Announcement> opened = open(announcement);
        if (opened.isEmpty()) {
            rejected.increment();
            return;
        }
        received.add(opened.get());
        if (applying.getAndIncrement() == 0) {
            applyAll();
        }
    }

    /**
     * Applies all received announcements. Runs on only one thread at a time. That thread also applies the
     * announcements that other threads receive in the meantime.
     */
    private void applyAll() {
        int seen = 1;
        do {
            Map<String, List<Eviction>> together = new HashMap<>();
            for (Announcement next = received.poll(); next != null; next = received.poll()) {
                together.computeIfAbsent(next.server(), name -> new ArrayList<>())
                        .add(next.eviction());
            }
            together.forEach(this::apply);
            seen = applying.addAndGet(-seen);
        } while (seen > 0);
    }

    /**
     * Ignores unknown servers, because other instances might use an authorization server that this instance does not
     * know yet.
     */
    private void apply(String server, List<Eviction> evictions) {
        IntrospectionCache cache = caches.get(server);
        if (cache != null) {
            cache.apply(evictions);
        }
    }

    private Optional<Announcement> open(byte[] announcement) {
        if (announcement.length > LARGEST) {
            return Optional.empty();
        }
        for (SealingKeys keys : secrets) {
            Optional<byte[]> plain = keys.open(NAME, announcement);
            if (plain.isPresent()) {
                try {
                    return Optional.of(format.read(plain.get()));
                } catch (RuntimeException notUnderstood) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    long rejected() {
        return rejected.sum();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
