package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.TokenCache;
import java.time.Duration;

/**
 * Carries evictions between the instances of an application, so that {@link TokenCache#evictUser} and the other
 * eviction methods affect all of them. Without a CDI bean of this type, an eviction affects only one instance.
 *
 * <p>An announcement states what is evicted (a token, identified by its digest; the tokens of a user, device or
 * client; or all tokens) and when. It contains neither a token nor an introspection response. It is encrypted and
 * authenticated with {@code mfp.shared-cache.secret}, so a channel can neither read nor forge an announcement and
 * treats it as opaque bytes.
 *
 * <p>When an instance receives an announcement, it drops its matching cached responses and does not cache a matching
 * response that it requested before that moment. No decision compares the clocks of two machines. The order of an
 * eviction and an introspection is always the order in which a single instance has seen them, and a response in a
 * {@link SharedTokenCache} lists the evictions that its writer had applied before it requested the response. The time
 * in an announcement is only informative. Evictions therefore take effect regardless of clock skew.
 *
 * <p>An announcement may be delivered more than once and in any order. If an announcement is lost,
 * {@code mfp.cache.max-age} still bounds how long a cached response is used. Implementations must be thread-safe. No
 * method is called on the thread of a request.
 */
public interface EvictionChannel {

    /**
     * Publishes an announcement to all instances, including those that start later. A failure is retried a few times
     * and then logged.
     *
     * @param id the unique identifier of the announcement; printable ASCII
     * @param announcement the content, at most a few kilobytes
     * @param lifetime how long the announcement must be delivered to instances that start later
     */
    void publish(String id, byte[] announcement, Duration lifetime);

    /**
     * Registers the receiver of this instance. Called once, or again after a while if it fails. Before this method
     * returns, the receiver must have been given every announcement whose lifetime has not ended. Shared responses
     * are not used until then.
     *
     * @param receiver receives all further announcements, no matter which instance published them
     * @param lifetime the longest lifetime of an announcement
     */
    void subscribe(Receiver receiver, Duration lifetime);

    /** Receives announcements. Thread-safe. Never throws an exception, and returns quickly. */
    @FunctionalInterface
    interface Receiver {

        /**
         * Applies an announcement, unless it has been applied before. An invalid announcement is ignored and counted.
         *
         * @param announcement the content as it was published
         */
        void received(byte[] announcement);
    }
}
