package io.github.mfpjaxrs.security.jcache;

import java.util.Optional;
import java.util.function.Supplier;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.spi.CachingProvider;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Finds the cache manager by its JNDI name, as a CDI bean, or by JCache's rules.
 *
 * @param settings the names that are configured
 * @param bean returns the runtime's CDI bean, if it has one
 */
record CacheManagerSource(JCacheSettings settings, Supplier<Optional<CacheManager>> bean) {

    /**
     * A cache manager.
     *
     * @param manager the manager
     * @param origin where it comes from, for the log
     * @param owned whether the application closes the manager when it stops
     */
    record Found(CacheManager manager, String origin, boolean owned) {}

    /** @throws IllegalStateException if the JNDI name refers to no cache manager */
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
        // Hazelcast adds any other class loader to the cache's name, in a form that differs between JVMs.
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
