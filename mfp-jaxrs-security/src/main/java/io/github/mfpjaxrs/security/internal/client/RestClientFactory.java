package io.github.mfpjaxrs.security.internal.client;

/** Creates and closes REST clients, each with its own connections. Thread-safe. */
public interface RestClientFactory {

    /**
     * Creates a client.
     *
     * @return a new client that is not shared
     */
    AuthorizationServerApi open();

    /**
     * Closes a client and, if the runtime supports it, aborts its calls in progress.
     *
     * @param client a client returned by {@link #open()}
     */
    void close(AuthorizationServerApi client);
}
