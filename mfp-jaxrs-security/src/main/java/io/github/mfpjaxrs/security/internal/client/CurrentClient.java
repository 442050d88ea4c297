package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.server.SharedValue;
import java.time.Duration;

/**
 * The REST client that new calls use. A client that has been retired is replaced. Each client is created only once,
 * even if several calls need it at the same time. Thread-safe.
 */
final class CurrentClient implements AutoCloseable {

    private final RestClientFactory clients;
    private final SharedValue<RetirableClient> current;
    private volatile boolean closed;

    /** @param timeout how long a call waits for another call that is creating the client */
    CurrentClient(RestClientFactory clients, Duration timeout) {
        this.clients = clients;
        this.current = new SharedValue<>("REST client", timeout);
    }

    /**
     * Registers a use of the current client. Blocks while another call is creating the client.
     *
     * @throws IllegalStateException if this object is closed
     */
    RetirableClient.Use use() {
        return current.get(client -> !client.isRetired(), this::create).use();
    }

    private RetirableClient create() {
        if (closed) {
            throw new IllegalStateException("the application has stopped");
        }
        RetirableClient created = new RetirableClient(clients);
        if (closed) {
            created.retire();
        }
        return created;
    }

    /** Retires the current client. Later calls, such as those made by a retry in progress, fail. */
    @Override
    public void close() {
        closed = true;
        current.peek().ifPresent(RetirableClient::retire);
    }
}
