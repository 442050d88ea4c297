package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.TokenCache;
import java.util.List;
import java.util.function.ToLongFunction;

/** The caches of several authorization servers, controlled as one. Thread-safe. */
record SeveralTokenCaches(List<TokenCache> caches) implements TokenCache {

    @Override
    public void evict(String accessToken) {
        caches.forEach(cache -> cache.evict(accessToken));
    }

    @Override
    public void evictUser(String userName) {
        caches.forEach(cache -> cache.evictUser(userName));
    }

    @Override
    public void evictDevice(String deviceId) {
        caches.forEach(cache -> cache.evictDevice(deviceId));
    }

    @Override
    public void evictClient(String clientId) {
        caches.forEach(cache -> cache.evictClient(clientId));
    }

    @Override
    public void clear() {
        caches.forEach(TokenCache::clear);
    }

    @Override
    public Statistics statistics() {
        List<Statistics> each = caches.stream().map(TokenCache::statistics).toList();
        return new Statistics(
                sum(each, Statistics::size),
                sum(each, Statistics::hits),
                sum(each, Statistics::misses),
                sum(each, Statistics::evictions));
    }

    private static long sum(List<Statistics> each, ToLongFunction<Statistics> value) {
        return each.stream().mapToLong(value).sum();
    }
}
