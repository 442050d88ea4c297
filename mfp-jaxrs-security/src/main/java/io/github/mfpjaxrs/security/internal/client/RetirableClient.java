package io.github.mfpjaxrs.security.internal.client;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A REST client that is retired as soon as one of its calls exceeds the deadline. A retired client receives no new
 * calls and is closed once no caller waits for its remaining calls. On runtimes where closing a client also closes
 * its connections, this frees the threads that are waiting for a slow server. Thread-safe.
 */
final class RetirableClient {

    private final AuthorizationServerApi api;
    private final RestClientFactory clients;
    private final AtomicInteger waitedFor = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean responded;
    private volatile boolean retired;

    RetirableClient(RestClientFactory clients) {
        this.clients = clients;
        this.api = clients.open();
    }

    AuthorizationServerApi api() {
        return api;
    }

    /** Whether a call might use a connection that was kept alive or that this object has closed. */
    boolean mayBeStale() {
        return responded || closed.get();
    }

    void markResponded() {
        responded = true;
    }

    /** Registers a call. Either the caller or the call itself must end the returned use. */
    Use use() {
        waitedFor.incrementAndGet();
        return new Use(this);
    }

    boolean isRetired() {
        return retired;
    }

    void retire() {
        retired = true;
        closeIfIdle();
    }

    private void ended() {
        waitedFor.decrementAndGet();
        closeIfIdle();
    }

    private void closeIfIdle() {
        if (retired && waitedFor.get() <= 0 && closed.compareAndSet(false, true)) {
            clients.close(api);
        }
    }

    /** A call in progress whose caller is still waiting. */
    static final class Use {

        private final RetirableClient client;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Use(RetirableClient client) {
            this.client = client;
        }

        RetirableClient client() {
            return client;
        }

        void end() {
            if (ended.compareAndSet(false, true)) {
                client.ended();
            }
        }
    }
}
