package io.github.mfpjaxrs.security.testkit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The connections that faults keep waiting, and their calls. A recovery ends both. */
final class Stalls {

    private final ConcurrentMap<Connection, Traffic.Ongoing> stalled = new ConcurrentHashMap<>();
    private final AtomicLong recoveries = new AtomicLong();

    /**
     * Returns the number of recoveries so far. This number is read before a fault is taken, and later passed to
     * {@link #enter}.
     */
    long generation() {
        return recoveries.get();
    }

    /**
     * Registers a waiting connection. If a recovery has happened since the fault was taken, ends the call and the
     * connection immediately.
     */
    void enter(Connection connection, Traffic.Ongoing ongoing, long generation) {
        stalled.put(connection, ongoing);
        if (recoveries.get() != generation) {
            end(connection, ongoing);
        }
    }

    void leave(Connection connection) {
        stalled.remove(connection);
    }

    void endAll() {
        recoveries.incrementAndGet();
        stalled.forEach(Stalls::end);
    }

    /**
     * Ends the call before the connection, so that the call is no longer counted when the peer notices the closed
     * connection.
     */
    private static void end(Connection connection, Traffic.Ongoing ongoing) {
        ongoing.close();
        connection.close();
    }
}
