package io.github.mfpjaxrs.security.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A store that the instances of an application share, as a second level behind the cache in each instance. If a CDI
 * bean of this type exists, a token that one instance has introspected costs the others no call to the authorization
 * server. Without one, nothing is shared.
 *
 * <p>The store need not be trusted. Keys are HMACs. Values are encrypted and authenticated with
 * {@code mfp.shared-cache.secret} and bound to their key; they contain active introspection responses only. The
 * library validates age, expiry, version and {@linkplain EvictionChannel evictions} of what it reads, and introspects
 * the token if any of them is wrong.
 *
 * <p>A request waits for this store for at most {@code mfp.shared-cache.timeout}. After several failures or timeouts
 * the library stops using it for a few seconds. Neither ever refuses a request: the token is introspected instead.
 * Implementations must be thread-safe. They may block and may throw any exception.
 */
public interface SharedTokenCache {

    /**
     * Returns a value.
     *
     * @param key printable ASCII, 43 characters
     * @return the value; null if there is none
     */
    byte @Nullable [] get(String key);

    /**
     * Stores a value, replacing an earlier one. The store may drop it at any time, and should drop values that are
     * used least when it is full.
     *
     * @param key as in {@link #get}
     * @param value at most 64 KB
     * @param lifetime the time after which it is useless; the store may use another expiry, since the value contains
     *     its own
     */
    void put(String key, byte[] value, Duration lifetime);

    /**
     * Claims the introspection of a token for this instance. Others wait for the value for at most
     * {@code mfp.shared-cache.wait}, and then introspect the token themselves. A claim is not a lock: it ends by
     * itself after its lifetime, and two instances may both succeed, for example in a partition.
     *
     * <p>The default implementation lets every instance introspect.
     *
     * @param key as in {@link #get}
     * @param lifetime after which the claim should end if it is not released
     * @return whether no other instance holds the claim
     */
    default boolean claim(String key, Duration lifetime) {
        return true;
    }

    /**
     * Ends a claim of this instance, which may have ended already.
     *
     * @param key as in {@link #claim}
     */
    default void release(String key) {}
}
