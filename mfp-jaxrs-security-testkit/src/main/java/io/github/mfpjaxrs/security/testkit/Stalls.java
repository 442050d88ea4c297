package io.github.mfpjaxrs.security.testkit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The connections that a fault keeps waiting, each with its call, so that a recovery can end them. */
final class Stalls {

    private final ConcurrentMap<Connection, Traffic.Ongoing> stalled = new ConcurrentHashMap<>();
    private final AtomicLong recoveries = new AtomicLong();

    /** To be read before asking for a fault, and handed to {@link #enter}. */
    long generation() {
        return recoveries.get();
    }

    /** Ends the call at once if there was a recovery between its fault and now. */
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

    /** In this order: whoever sees the connection end finds the call no longer in progress. */
    private static void end(Connection connection, Traffic.Ongoing ongoing) {
        ongoing.close();
        connection.close();
    }
}
