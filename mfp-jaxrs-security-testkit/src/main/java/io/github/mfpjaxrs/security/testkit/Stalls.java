package io.github.mfpjaxrs.security.testkit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The connections that a fault keeps waiting, so that a recovery can end them. */
final class Stalls {

    private final Set<Connection> stalled = ConcurrentHashMap.newKeySet();
    private final AtomicLong recoveries = new AtomicLong();

    /** To be read before asking for a fault, and handed to {@link #enter}. */
    long generation() {
        return recoveries.get();
    }

    /** Closes the connection at once if there was a recovery between its fault and now. */
    void enter(Connection connection, long generation) {
        stalled.add(connection);
        if (recoveries.get() != generation) {
            connection.close();
        }
    }

    void leave(Connection connection) {
        stalled.remove(connection);
    }

    void endAll() {
        recoveries.incrementAndGet();
        stalled.forEach(Connection::close);
    }
}
