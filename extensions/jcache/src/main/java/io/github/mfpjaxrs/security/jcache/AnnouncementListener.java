package io.github.mfpjaxrs.security.jcache;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryUpdatedListener;
import org.jspecify.annotations.Nullable;

/** Receives the entries of a cache when they are written. Thread-safe. */
final class AnnouncementListener
        implements CacheEntryCreatedListener<Object, Object>, CacheEntryUpdatedListener<Object, Object> {

    /** The receivers of this JVM. A provider copies factories, so that they cannot refer to them. */
    private static final Map<UUID, Consumer<@Nullable Object>> RECEIVERS = new ConcurrentHashMap<>();

    private final UUID id;

    private AnnouncementListener(UUID id) {
        this.id = id;
    }

    /**
     * Registers a receiver.
     *
     * @param id identifies it, to {@link #remove} it later
     * @param receiver receives values of any type, and throws no exception
     */
    static CacheEntryListenerConfiguration<Object, Object> add(UUID id, Consumer<@Nullable Object> receiver) {
        RECEIVERS.put(id, receiver);
        return configuration(id);
    }

    /** Returns the configuration of a receiver, by which a cache finds it when it is deregistered. */
    static CacheEntryListenerConfiguration<Object, Object> configuration(UUID id) {
        return new MutableCacheEntryListenerConfiguration<>(new ListenerFactory(id), null, false, false);
    }

    static void remove(UUID id) {
        RECEIVERS.remove(id);
    }

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends Object, ? extends Object>> events) {
        events.forEach(event -> receive(event.getValue()));
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends Object, ? extends Object>> events) {
        events.forEach(event -> receive(event.getValue()));
    }

    private void receive(@Nullable Object value) {
        Consumer<@Nullable Object> receiver = RECEIVERS.get(id);
        if (receiver != null) {
            receiver.accept(value);
        }
    }

    /** If a provider copies it to another instance, its listener has no receiver there. */
    private record ListenerFactory(UUID id) implements Factory<AnnouncementListener> {

        @Override
        public AnnouncementListener create() {
            return new AnnouncementListener(id);
        }
    }
}
