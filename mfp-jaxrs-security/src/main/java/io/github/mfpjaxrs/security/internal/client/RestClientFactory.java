package io.github.mfpjaxrs.security.internal.client;

/** Makes and ends REST clients, each with connections of its own. Thread-safe. */
public interface RestClientFactory {

    /**
     * Makes one.
     *
     * @return one that nobody else has
     */
    AuthorizationServerApi open();

    /**
     * Ends one, and with it, if the runtime can, the calls that are under way on it.
     *
     * @param client one that {@link #open()} returned
     */
    void close(AuthorizationServerApi client);
}
