package io.github.mfpjaxrs.security.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A store that the instances of an application share as a second-level cache, in addition to each instance's own
 * cache. If a CDI bean of this type exists, the other instances need not call the authorization server for a token
 * that one instance has introspected. Without such a bean, nothing is shared.
 *
 * <p>The store need not be trusted. Keys are HMACs. Values are encrypted and authenticated with
 * {@code mfp.shared-cache.secret}, and each value is bound to its key. Values contain only introspection responses
 * for active tokens. The library checks the age, expiry, version and {@linkplain EvictionChannel evictions} of each
 * value that it reads, and introspects the token if any check fails.
 *
 * <p>A request waits for this store for at most {@code mfp.shared-cache.timeout}. After several failures or timeouts,
 * the library stops using the store for a few seconds. Neither a failure nor a timeout ever causes a request to be
 * refused; the token is introspected instead. Implementations must be thread-safe. They may block and may throw any
 * exception.
 */
public interface SharedTokenCache {

    /**
     * Returns the value for a key.
     *
     * @param key the key, 43 characters of printable ASCII
     * @return the value; null if there is none
     */
    byte @Nullable [] get(String key);

    /**
     * Stores a value, replacing any earlier one. The store may drop values at any time. When it is full, it should
     * drop the least used values first.
     *
     * @param key the key, as in {@link #get}
     * @param value the value, at most 64 KB
     * @param lifetime the time after which the value is useless; the store may use a different expiry, because the
     *     value itself contains its expiry time
     */
    void put(String key, byte[] value, Duration lifetime);

    /**
     * Claims the introspection of a token for this instance. Other instances wait for the value for at most
     * {@code mfp.shared-cache.wait}, and then introspect the token themselves. A claim is not a lock: it ends
     * automatically after its lifetime, and two instances can hold it at the same time, for example during a network
     * partition.
     *
     * <p>The default implementation lets every instance introspect.
     *
     * @param key the key, as in {@link #get}
     * @param lifetime the time after which the claim should end if it is not released
     * @return true if no other instance holds the claim
     */
    default boolean claim(String key, Duration lifetime) {
        return true;
    }

    /**
     * Releases this instance's claim, which might already have ended.
     *
     * @param key the key, as in {@link #claim}
     */
    default void release(String key) {}
}
