package io.github.mfpjaxrs.security.jcache;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryUpdatedListener;
import org.jspecify.annotations.Nullable;

/**
 * Passes values to this application's receivers when entries are written to the receivers' caches. The class and its
 * constructor are public because caching providers create instances. Thread-safe.
 *
 * <p>Providers send listener configurations to all members of a cluster, even to members that cannot load this class
 * because the provider has a separate class loader or runs in another process. The configuration returned by {@link
 * #ofCache} therefore consists only of JCache classes.
 */
public final class AnnouncementListener
        implements CacheEntryCreatedListener<Object, Object>, CacheEntryUpdatedListener<Object, Object> {

    private static final Map<UUID, Receiver> RECEIVERS = new ConcurrentHashMap<>();

    private static final AtomicInteger CREATED = new AtomicInteger();

    private record Receiver(String cache, Consumer<@Nullable Object> values) {}

    /** Creates a listener. */
    public AnnouncementListener() {
        CREATED.incrementAndGet();
    }

    /**
     * Registers a receiver.
     *
     * @param id identifies the receiver when it is {@linkplain #remove removed}
     * @param cache the cache name
     * @param values receives values of any type; must not throw
     */
    static void add(UUID id, String cache, Consumer<@Nullable Object> values) {
        RECEIVERS.put(id, new Receiver(cache, values));
    }

    static void remove(UUID id) {
        RECEIVERS.remove(id);
    }

    /** Returns the number of listeners created in this application. */
    static int created() {
        return CREATED.get();
    }

    /**
     * Returns a listener configuration to include in a cache's configuration. Every application that opens the cache
     * then creates its own listener.
     */
    static CacheEntryListenerConfiguration<Object, Object> ofCache() {
        return new MutableCacheEntryListenerConfiguration<>(
                FactoryBuilder.factoryOf(AnnouncementListener.class), null, false, false);
    }

    /**
     * Returns a listener configuration for a cache that is configured without a listener or that another application
     * in this JVM has opened.
     */
    static CacheEntryListenerConfiguration<Object, Object> ofInstance(UUID id) {
        return new MutableCacheEntryListenerConfiguration<>(new ListenerFactory(id), null, false, false);
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends Object, ? extends Object>> events) {
        events.forEach(AnnouncementListener::receive);
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends Object, ? extends Object>> events) {
        events.forEach(AnnouncementListener::receive);
    }

    private static void receive(CacheEntryEvent<? extends Object, ? extends Object> event) {
        String cache = event.getSource().getName();
        for (Receiver receiver : RECEIVERS.values()) {
            if (receiver.cache().equals(cache)) {
                receiver.values().accept(event.getValue());
            }
        }
    }

    /**
     * Creates listeners. The ID makes each listener configuration unique, because providers do not permit two equal
     * ones.
     */
    private record ListenerFactory(UUID id) implements Factory<AnnouncementListener> {

        @Override
        public AnnouncementListener create() {
            return new AnnouncementListener();
        }
    }
}
