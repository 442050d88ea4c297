package io.github.mfpjaxrs.security.spi;

import io.github.mfpjaxrs.security.TokenCache;
import java.time.Duration;

/**
 * Carries evictions between the instances of an application, so that {@link TokenCache#evictUser} and its siblings
 * affect all of them. Without a CDI bean of this type, an eviction affects one instance.
 *
 * <p>An announcement contains an eviction by token digest, user, device, client, or all, with its instant. It contains
 * neither a token nor an introspection response. It is encrypted and authenticated with
 * {@code mfp.shared-cache.secret}, so that those who carry it can neither read nor forge one, and is opaque here.
 *
 * <p>Each instance applies an announcement when it receives it. It drops its matching cached responses, and does not
 * cache a matching response that it requested before that moment. No decision compares clocks of two machines: the
 * order of an eviction and an introspection is always that in which one instance has seen them, and a response in a
 * {@link SharedTokenCache} names the evictions that its writer had applied before it requested the response. The
 * instant in an announcement is informative. Evictions therefore take effect under any clock skew.
 *
 * <p>An announcement may be delivered more than once and in any order. If it is lost, {@code mfp.cache.max-age} still
 * bounds how long a cached response is used. Implementations must be thread-safe. No method is called on the thread of
 * a request.
 */
public interface EvictionChannel {

    /**
     * Publishes an announcement to all instances, including later ones. A failure is retried a few times and then
     * logged.
     *
     * @param id distinguishes the announcement from all others; printable ASCII
     * @param announcement the content, at most a few kilobytes
     * @param lifetime how long it must be delivered to instances that start later
     */
    void publish(String id, byte[] announcement, Duration lifetime);

    /**
     * Registers the receiver of this instance. Called once. Before this method returns, the receiver must have been
     * given every announcement that is still alive; shared responses are not used until then. If the method fails, it
     * is called again after a while.
     *
     * @param receiver receives all further announcements, whoever published them
     * @param lifetime the longest lifetime of an announcement
     */
    void subscribe(Receiver receiver, Duration lifetime);

    /** Receives announcements. Thread-safe; never throws an exception, and returns soon. */
    @FunctionalInterface
    interface Receiver {

        /**
         * Applies an announcement, unless it has been applied before. An invalid one is ignored and counted.
         *
         * @param announcement the content as it was published
         */
        void received(byte[] announcement);
    }
}
