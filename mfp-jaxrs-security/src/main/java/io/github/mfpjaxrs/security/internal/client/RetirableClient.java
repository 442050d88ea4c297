package io.github.mfpjaxrs.security.internal.client;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A REST client, until one of its calls does not end in time: then it gets no more calls, and is closed as soon as none of
 * its calls is waited for. That ends, on runtimes whose clients close their connections, the threads that a dripping
 * server holds. Thread-safe.
 */
final class RetirableClient {

    private final AuthorizationServerApi api;
    private final RestClientFactory clients;
    private final AtomicInteger waitedFor = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean answered;
    private volatile boolean retired;

    RetirableClient(RestClientFactory clients) {
        this.clients = clients;
        this.api = clients.open();
    }

    AuthorizationServerApi api() {
        return api;
    }

    /** Whether a call may meet a connection that was kept, or one that this closed. */
    boolean mayBeStale() {
        return answered || closed.get();
    }

    void answered() {
        answered = true;
    }

    /** To be ended once, by the call or by whoever gives it up. */
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

    /** A call that is under way and waited for. */
    static final class Use {

        private final RetirableClient line;
        private final AtomicBoolean over = new AtomicBoolean();

        private Use(RetirableClient line) {
            this.line = line;
        }

        RetirableClient line() {
            return line;
        }

        void end() {
            if (over.compareAndSet(false, true)) {
                line.ended();
            }
        }
    }
}
