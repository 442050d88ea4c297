package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.TokenCache;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The caches of several authorization servers, keyed by server name and controlled as one. Thread-safe. */
record SeveralTokenCaches(Map<String, TokenCache> caches) implements TokenCache {

    @Override
    public void evict(String accessToken) {
        caches.values().forEach(cache -> cache.evict(accessToken));
    }

    @Override
    public void evictUser(String userName) {
        caches.values().forEach(cache -> cache.evictUser(userName));
    }

    @Override
    public void evictDevice(String deviceId) {
        caches.values().forEach(cache -> cache.evictDevice(deviceId));
    }

    @Override
    public void evictClient(String clientId) {
        caches.values().forEach(cache -> cache.evictClient(clientId));
    }

    @Override
    public void clear() {
        caches.values().forEach(TokenCache::clear);
    }

    @Override
    public Statistics statistics() {
        List<Statistics> each = List.copyOf(statisticsByServer().values());
        return new Statistics(
                sum(each, Statistics::size),
                sum(each, Statistics::hits),
                sum(each, Statistics::misses),
                sum(each, Statistics::evictions));
    }

    @Override
    public Map<String, Statistics> statisticsByServer() {
        Map<String, Statistics> statistics = new TreeMap<>();
        caches.forEach((server, cache) -> statistics.put(server, cache.statistics()));
        return statistics;
    }

    private static long sum(List<Statistics> each, ToLongFunction<Statistics> value) {
        return each.stream().mapToLong(value).sum();
    }
}
