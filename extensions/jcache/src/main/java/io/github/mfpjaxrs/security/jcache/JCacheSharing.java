package io.github.mfpjaxrs.security.jcache;

import io.github.mfpjaxrs.security.spi.EvictionChannel;
import io.github.mfpjaxrs.security.spi.SharedTokenCache;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.Optional;
import javax.cache.CacheManager;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Connects the application's instances through JCache. The class is public because CDI containers instantiate it. It
 * is not final and has a no-arg constructor, so that CDI can create a client proxy. Thread-safe.
 */
@ApplicationScoped
public class JCacheSharing {

    /** Resolvable if the runtime provides a cache manager, as Payara does. */
    @Inject
    Instance<CacheManager> managers;

    private JCacheSettings settings;
    private SharedCaches caches;

    /** Called by CDI. */
    protected JCacheSharing() {}

    /**
     * Reads the configuration.
     *
     * @throws IllegalArgumentException if a value is invalid; the message names the key
     */
    @PostConstruct
    void create() {
        settings = JCacheSettings.read(ConfigProvider.getConfig());
        caches = new SharedCaches(settings, new CacheManagerSource(settings, this::bean));
    }

    private Optional<CacheManager> bean() {
        return managers.isResolvable() ? Optional.of(managers.get()) : Optional.empty();
    }

    @Produces
    @Dependent
    EvictionChannel evictions() {
        return caches;
    }

    /** Returns the shared token cache, or null if only evictions are shared. CDI permits null for a dependent bean. */
    @Produces
    @Dependent
    @Nullable
    SharedTokenCache responses() {
        return settings.sharesResponses() ? caches : null;
    }

    @PreDestroy
    void stop() {
        caches.close();
    }
}
