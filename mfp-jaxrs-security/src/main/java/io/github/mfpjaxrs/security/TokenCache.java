package io.github.mfpjaxrs.security;

import java.util.Map;

/**
 * Controls the cache of introspection results. Inject it with {@code @Inject TokenCache}, for example to evict a
 * user's tokens on logout.
 *
 * <p>Thread-safe. The result of an introspection that is in progress during an eviction is not cached, and grants no
 * request that arrives after the eviction. Eviction affects only this instance of the application, unless an
 * extension connects the instances. The other instances then apply the eviction as soon as it reaches them.
 */
public interface TokenCache {

    /**
     * Evicts an access token.
     *
     * @param accessToken the token as the client sends it, without the {@code Bearer} scheme
     */
    void evict(String accessToken);

    /**
     * Evicts every token of a user.
     *
     * @param userName the user's name, as in {@link AccessToken#userName()}
     */
    void evictUser(String userName);

    /**
     * Evicts every token of a device.
     *
     * @param deviceId the device's identifier, as in {@link MFPDevice#id()}
     */
    void evictDevice(String deviceId);

    /**
     * Evicts every token of an OAuth 2.0 client.
     *
     * @param clientId the client's identifier, as in {@link AccessToken#clientId()}
     */
    void evictClient(String clientId);

    /**
     * Evicts every token and resets the state kept about the authorization server: circuit breaker, pauses and failed
     * tokens. Later requests are handled as after a restart. Tests call this method between test cases.
     */
    void clear();

    /**
     * Returns the statistics since the application started.
     *
     * @return a snapshot
     */
    Statistics statistics();

    /**
     * Returns the statistics of each authorization server's part of the cache.
     *
     * @return a snapshot for each server name; {@code default} denotes the server without a name
     */
    default Map<String, Statistics> statisticsByServer() {
        return Map.of("default", statistics());
    }

    /**
     * A snapshot of the cache. All values except the size are counted from the start of the application.
     *
     * @param size the approximate number of cached results
     * @param hits the number of requests that found a usable result
     * @param misses the number of requests that did not find one
     * @param evictions the number of results removed because the cache was full or they had expired
     */
    record Statistics(long size, long hits, long misses, long evictions) {}
}
