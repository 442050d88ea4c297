package io.github.mfpjaxrs.security;

import java.util.Map;

/**
 * Controls the cache of introspection results. Inject this interface with {@code @Inject TokenCache}, for example to
 * evict a user's tokens on logout.
 *
 * <p>Thread-safe. If an introspection is in progress during an eviction, its result is not cached and cannot grant a
 * request that arrives after the eviction. An eviction affects only this instance of the application, unless an
 * extension connects the instances. In that case, the other instances apply the eviction as soon as they receive it.
 */
public interface TokenCache {

    /**
     * Evicts an access token.
     *
     * @param accessToken the token as the client sends it, without the {@code Bearer} scheme
     */
    void evict(String accessToken);

    /**
     * Evicts all of a user's tokens.
     *
     * @param userName the user's name, as in {@link AccessToken#userName()}
     */
    void evictUser(String userName);

    /**
     * Evicts all tokens that were issued to a device.
     *
     * @param deviceId the device's identifier, as in {@link MFPDevice#id()}
     */
    void evictDevice(String deviceId);

    /**
     * Evicts all tokens that were issued to an OAuth 2.0 client.
     *
     * @param clientId the client's identifier, as in {@link AccessToken#clientId()}
     */
    void evictClient(String clientId);

    /**
     * Evicts all tokens and resets the state kept about the authorization server: the circuit breaker, pauses and
     * failed tokens. Later requests are handled as they would be after a restart. Tests can call this method between
     * test cases.
     */
    void clear();

    /**
     * Returns the statistics gathered since the application started.
     *
     * @return a snapshot
     */
    Statistics statistics();

    /**
     * Returns separate statistics for each authorization server.
     *
     * @return a snapshot for each server name; {@code default} denotes the server without a name
     */
    default Map<String, Statistics> statisticsByServer() {
        return Map.of("default", statistics());
    }

    /**
     * A snapshot of the cache statistics. All values except the size are totals since the application started.
     *
     * @param size the approximate number of cached results
     * @param hits the number of requests for which a usable result was cached
     * @param misses the number of requests for which no usable result was cached
     * @param evictions the number of results removed because the cache was full or they had expired
     */
    record Statistics(long size, long hits, long misses, long evictions) {}
}
