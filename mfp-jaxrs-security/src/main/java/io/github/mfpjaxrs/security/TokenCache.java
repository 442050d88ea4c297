package io.github.mfpjaxrs.security;

/**
 * The controls of the cache of introspection answers. Inject it with {@code @Inject TokenCache}, for example to forget a
 * user's tokens when they log out.
 *
 * <p>Thread-safe. An answer that was on its way when something was evicted is not cached, and no request that comes after
 * the eviction is granted by it. Evicting concerns this application instance alone.
 */
public interface TokenCache {

    /**
     * Forgets one access token.
     *
     * @param accessToken the token as the client sends it, without the word {@code Bearer}
     */
    void evict(String accessToken);

    /**
     * Forgets every token of a user.
     *
     * @param userName as in {@link AccessToken#userName()}
     */
    void evictUser(String userName);

    /**
     * Forgets every token of a device.
     *
     * @param deviceId as in {@link MFPDevice#id()}
     */
    void evictDevice(String deviceId);

    /**
     * Forgets every token of an OAuth 2.0 client.
     *
     * @param clientId as in {@link AccessToken#clientId()}
     */
    void evictClient(String clientId);

    /**
     * Forgets every token, and what was seen of the authorization server: open circuit breakers, pauses and tokens that
     * failed. Requests are then treated as after a start, which tests need between each other.
     */
    void clear();

    /**
     * What the cache did since the application started.
     *
     * @return the figures of this moment
     */
    Statistics statistics();

    /**
     * Figures of the cache. All but the size count from the start of the application.
     *
     * @param size how many answers are held, roughly
     * @param hits how many requests found a usable answer
     * @param misses how many did not
     * @param evictions how many answers were dropped because the cache was full or they were too old
     */
    record Statistics(long size, long hits, long misses, long evictions) {}
}
