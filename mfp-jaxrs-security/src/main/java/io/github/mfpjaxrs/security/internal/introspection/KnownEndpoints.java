package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.server.SharedValue;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Caches the endpoints discovered from the server's metadata until the application stops. Discovery runs once for all
 * threads. After a failed discovery, the next caller tries again. Thread-safe and lock-free.
 */
public final class KnownEndpoints {

    private final SharedValue<Endpoints> endpoints;

    /**
     * Creates an empty cache.
     *
     * @param timeout how long to wait for another thread that is discovering the endpoints
     */
    public KnownEndpoints(Duration timeout) {
        this.endpoints = new SharedValue<>("metadata of the authorization server", timeout);
    }

    /**
     * Returns the endpoints.
     *
     * @param search discovers the endpoints, or throws
     *     {@link io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure}
     */
    Endpoints get(Supplier<Endpoints> search) {
        return endpoints.get(found -> true, search);
    }
}
