package io.github.mfpjaxrs.security.jcache;

import io.github.mfpjaxrs.security.spi.EvictionChannel;
import io.github.mfpjaxrs.security.spi.SharedTokenCache;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Four caches shared by an application's instances. They hold eviction announcements, introspection responses,
 * claims, and the IDs of the instances. {@link #subscribe} opens the caches on one of the library's threads, because
 * opening them can start a cluster member. Thread-safe.
 *
 * <p>Values can have any type, because other applications can write to the caches. Values that do not have the
 * expected type are ignored.
 */
final class SharedCaches implements EvictionChannel, SharedTokenCache, AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security.jcache");

    /** The time after which a claim expires. If an introspection takes longer, another instance might repeat it. */
    private static final Duration CLAIM = Duration.ofSeconds(10);

    private static final Duration PRESENCE = Duration.ofMinutes(1);

    /**
     * The interval at which the cache is searched for announcements that were not reported by a listener, for example
     * because of a network partition.
     */
    private static final Duration ROUND = Duration.ofSeconds(5);

    /** The number of rounds after which the instances are counted again. */
    private static final int ROUNDS_PER_COUNT = 4;

    private final CacheManagerSource source;
    private final UUID instance = UUID.randomUUID();
    private final Duration maxAge;
    private final String name;
    private final ScheduledExecutorService rounds;

    /** Null until {@link #subscribe} has opened the caches. */
    private volatile @Nullable Open open;

    /** Used only by {@link #subscribe} and {@link #close}. */
    private volatile CacheEntryListenerConfiguration<Object, Object> listener = AnnouncementListener.ofCache();

    /** The keys found in the last round. Used by only one thread at a time. */
    private Set<Object> known = Set.of();

    private long round;
    private int others = -1;

    private record Open(
            CacheManagerSource.Found manager,
            Cache<Object, Object> evictions,
            Cache<Object, Object> responses,
            Cache<Object, Object> claims,
            Cache<Object, Object> instances) {}

    SharedCaches(JCacheSettings settings, CacheManagerSource source) {
        this.source = source;
        this.maxAge = settings.maxAge();
        this.name = settings.name();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mfp-jcache");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
        executor.setKeepAliveTime(10, TimeUnit.SECONDS);
        this.rounds = executor;
    }

    @Override
    public void subscribe(Receiver receiver, Duration lifetime) {
        Open caches = open;
        if (caches == null) {
            AnnouncementListener.add(instance, name + "-evictions", value -> receive(receiver, value));
            int listeners = AnnouncementListener.created();
            caches = open(lifetime);
            if (AnnouncementListener.created() == listeners) {
                listener = AnnouncementListener.ofInstance(instance);
                caches.evictions().registerCacheEntryListener(listener);
            }
            open = caches;
        }
        deliver(receiver, caches);
        caches.instances().put(instance.toString(), "");
        long pause = ROUND.toMillis();
        rounds.scheduleWithFixedDelay(() -> round(receiver), pause, pause, TimeUnit.MILLISECONDS);
    }

    private Open open(Duration lifetime) {
        CacheManagerSource.Found found = source.find();
        CacheManager manager = found.manager();
        Open caches = new Open(
                found,
                cache(manager, "evictions", expiring(lifetime).addCacheEntryListenerConfiguration(listener)),
                cache(manager, "responses", expiring(maxAge)),
                cache(manager, "claims", expiring(CLAIM)),
                cache(manager, "instances", expiring(PRESENCE)));
        LOG.log(
                Level.INFO,
                "MFP jcache: this instance uses the caches {0}-evictions, -responses, -claims and -instances of the"
                        + " cache manager {1}, which {2} found by {3}",
                name,
                manager.getURI(),
                manager.getCachingProvider().getClass().getName(),
                found.origin());
        return caches;
    }

    private static MutableConfiguration<Object, Object> expiring(Duration lifetime) {
        return new MutableConfiguration<>()
                .setStoreByValue(true)
                .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(
                        new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, lifetime.toMillis())));
    }

    /**
     * Opens or creates a cache. A cache that is declared in the provider's configuration keeps its own expiry and
     * size.
     */
    private Cache<Object, Object> cache(
            CacheManager manager, String suffix, Configuration<Object, Object> configuration) {
        String full = name + "-" + suffix;
        Cache<Object, Object> existing = manager.getCache(full);
        if (existing != null) {
            return existing;
        }
        try {
            return manager.createCache(full, configuration);
        } catch (CacheException e) {
            // Another instance might have created the cache in the meantime.
            Cache<Object, Object> created = manager.getCache(full);
            if (created == null) {
                throw e;
            }
            return created;
        }
    }

    private static void receive(Receiver receiver, @Nullable Object value) {
        if (value instanceof byte[] announcement) {
            receiver.received(announcement);
        }
    }

    private void round(Receiver receiver) {
        Open caches = open;
        if (caches == null) {
            return;
        }
        try {
            deliver(receiver, caches);
            if (round++ % ROUNDS_PER_COUNT == 0) {
                caches.instances().put(instance.toString(), "");
                count(caches);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "MFP jcache: the caches cannot be searched: " + e.getClass());
        }
    }

    private void deliver(Receiver receiver, Open caches) {
        Set<Object> found = new HashSet<>();
        for (Cache.Entry<Object, Object> entry : caches.evictions()) {
            if (found.add(entry.getKey()) && !known.contains(entry.getKey())) {
                receive(receiver, entry.getValue());
            }
        }
        known = found;
    }

    private void count(Open caches) {
        int count = 0;
        for (Cache.Entry<Object, Object> entry : caches.instances()) {
            if (!instance.toString().equals(entry.getKey())) {
                count++;
            }
        }
        if (count == others) {
            return;
        }
        others = count;
        if (count == 0) {
            LOG.log(
                    Level.WARNING,
                    "MFP jcache: this instance is alone: no other one uses the caches {0}-* of {1}; instances are"
                            + " connected only if they form a cluster and have the same URI and mfp.jcache.name",
                    name,
                    caches.manager().manager().getURI());
        } else {
            LOG.log(Level.INFO, "MFP jcache: connected, other instances: {0}", count);
        }
    }

    @Override
    public void publish(String id, byte[] announcement, Duration lifetime) {
        caches().evictions().put(id, announcement);
    }

    @Override
    public byte @Nullable [] get(String key) {
        return caches().responses().get(key) instanceof byte[] value ? value : null;
    }

    @Override
    public void put(String key, byte[] value, Duration lifetime) {
        caches().responses().put(key, value);
    }

    @Override
    public boolean claim(String key, Duration lifetime) {
        return caches().claims().putIfAbsent(key, instance.toString());
    }

    @Override
    public void release(String key) {
        caches().claims().remove(key, instance.toString());
    }

    private Open caches() {
        Open caches = open;
        if (caches == null) {
            throw new IllegalStateException("the caches are not open yet");
        }
        return caches;
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        Open caches = open;
        if (caches == null) {
            return;
        }
        try {
            caches.instances().remove(instance.toString());
            if (caches.manager().owned()) {
                caches.manager().manager().close();
            } else {
                caches.evictions().deregisterCacheEntryListener(listener);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, () -> "MFP jcache: the caches cannot be left: " + e.getClass());
        } finally {
            AnnouncementListener.remove(instance);
        }
    }
}
