package io.github.mfpjaxrs.security.jcache;

import java.util.Optional;
import java.util.function.Supplier;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Finds the cache manager by its JNDI name, as a CDI bean, or according to JCache's rules.
 *
 * @param settings the settings that determine the cache manager
 * @param bean supplies the runtime's {@code CacheManager} bean, if there is one
 */
record CacheManagerSource(JCacheSettings settings, Supplier<Optional<CacheManager>> bean) {

    /**
     * A cache manager.
     *
     * @param manager the manager
     * @param origin where the manager was found, for the log
     * @param owned whether the manager must be closed when the application stops
     */
    record Found(CacheManager manager, String origin, boolean owned) {}

    /**
     * @throws IllegalStateException if a JNDI name is configured that does not refer to a cache manager
     */
    Found find() {
        if (settings.jndi().isPresent()) {
            return new Found(
                    ofJndi(settings.jndi().get()), "JNDI " + settings.jndi().get(), false);
        }
        if (settings.provider().isEmpty() && settings.uri().isEmpty()) {
            Optional<CacheManager> found = bean.get();
            if (found.isPresent()) {
                return new Found(found.get(), "CDI", false);
            }
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        CachingProvider provider = settings.provider()
                .map(name -> Caching.getCachingProvider(name, loader))
                .orElseGet(() -> Caching.getCachingProvider(loader));
        // The provider's default class loader is used, because Hazelcast adds any other class loader to the cache
        // names, in a form that differs between JVMs.
        CacheManager manager = provider.getCacheManager(
                settings.uri().orElseGet(provider::getDefaultURI),
                provider.getDefaultClassLoader(),
                provider.getDefaultProperties());
        return new Found(manager, "provider", true);
    }

    private static CacheManager ofJndi(String name) {
        try {
            return InitialContext.doLookup(name);
        } catch (NamingException e) {
            throw new IllegalStateException("mfp.jcache.jndi: there is no cache manager " + name, e);
        }
    }
}
