package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.TokenCache;
import java.time.Duration;

/**
 * Carries evictions between the instances of an application, so that {@link TokenCache#evictUser} and the other
 * eviction methods affect every instance. Without a CDI bean of this type, an eviction affects only one instance.
 *
 * <p>An announcement states what is evicted (a token, identified by its digest; the tokens of a user, device or
 * client; or all tokens) and when. It contains neither a token nor an introspection response. It is encrypted and
 * authenticated with {@code mfp.shared-cache.secret}, so a channel can neither read nor forge an announcement.
 * Announcements are opaque to the channel.
 *
 * <p>When an instance receives an announcement, it removes the matching responses from its cache. It also does not
 * cache a matching response that it requested before it received the announcement. No decision relies on comparing
 * the clocks of two machines. Whether an eviction precedes an introspection is always decided by the order in which a
 * single instance processed the two. Each response in a {@link SharedTokenCache} therefore lists the evictions that
 * the writing instance had applied before it requested the response. The time in an announcement is purely
 * informational, so evictions take effect regardless of clock skew.
 *
 * <p>Announcements may be delivered more than once and in any order. If an announcement is lost,
 * {@code mfp.cache.max-age} still limits how long a cached response is used. Implementations must be thread-safe. No
 * method is called on a request thread.
 */
public interface EvictionChannel {

    /**
     * Publishes an announcement to all instances, including those that start later. If the call fails, it is retried
     * a few times before the failure is logged.
     *
     * @param id the announcement's unique identifier, in printable ASCII
     * @param announcement the content, at most a few kilobytes
     * @param lifetime how long the announcement must remain available to instances that start later
     */
    void publish(String id, byte[] announcement, Duration lifetime);

    /**
     * Registers this instance's receiver. Called once, and again after a while if the call fails. Before this method
     * returns, it must pass every announcement whose lifetime has not ended to the receiver. Shared responses are not
     * used until this method returns.
     *
     * @param receiver the receiver of all further announcements, regardless of which instance published them
     * @param lifetime the longest lifetime that an announcement can have
     */
    void subscribe(Receiver receiver, Duration lifetime);

    /** Receives announcements. Thread-safe. Calls return quickly and never throw an exception. */
    @FunctionalInterface
    interface Receiver {

        /**
         * Applies an announcement, unless it has already been applied. An invalid announcement is ignored and
         * counted.
         *
         * @param announcement the content as it was published
         */
        void received(byte[] announcement);
    }
}
