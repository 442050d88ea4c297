package io.github.mfpjaxrs.security.testkit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The connections that a fault keeps waiting, with their calls, so that a recovery can end them. */
final class Stalls {

    private final ConcurrentMap<Connection, Traffic.Ongoing> stalled = new ConcurrentHashMap<>();
    private final AtomicLong recoveries = new AtomicLong();

    /** Returns the number of recoveries so far. It is read before a fault is taken, and passed to {@link #enter}. */
    long generation() {
        return recoveries.get();
    }

    /** Registers a waiting connection. Ends the call at once if a recovery has happened since the fault was taken. */
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
     * Ends the call before the connection, so that a peer that sees the connection end no longer finds the call in
     * progress.
     */
    private static void end(Connection connection, Traffic.Ongoing ongoing) {
        ongoing.close();
        connection.close();
    }
}
