package io.github.mfpjaxrs.security.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections and calls, and records the most recent calls. */
final class Traffic {

    private static final int CALLS_KEPT = 1_000;
    private static final int CALLERS_KEPT = 100;

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger introspections = new AtomicInteger();
    private final AtomicInteger tokenRequests = new AtomicInteger();
    private final AtomicInteger clientRequests = new AtomicInteger();
    private final AtomicInteger introspecting = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final Deque<Call> calls = new ArrayDeque<>();
    private final Map<String, Integer> callers = new LinkedHashMap<>();

    void connected() {
        connections.incrementAndGet();
    }

    /** Registers a call. The returned object must be closed when the call ends, even if the call fails. */
    Ongoing began(Endpoint endpoint, Call call) {
        record(call);
        if (endpoint == Endpoint.TOKEN) {
            tokenRequests.incrementAndGet();
        } else if (endpoint == Endpoint.CLIENT) {
            clientRequests.incrementAndGet();
        } else if (endpoint == Endpoint.INTROSPECTION) {
            peak.accumulateAndGet(introspecting.incrementAndGet(), Math::max);
            introspections.incrementAndGet();
            call.header("Authorization").ifPresent(this::recordCaller);
            return new Ongoing(introspecting::decrementAndGet);
        }
        return Ongoing.UNCOUNTED;
    }

    /** A call in progress. Closing a call more than once has no further effect. */
    static final class Ongoing implements AutoCloseable {

        static final Ongoing UNCOUNTED = new Ongoing(() -> {});

        private final Runnable end;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Ongoing(Runnable end) {
            this.end = end;
        }

        @Override
        public void close() {
            if (ended.compareAndSet(false, true)) {
                end.run();
            }
        }
    }

    int connections() {
        return connections.get();
    }

    int count(Endpoint endpoint) {
        return switch (endpoint) {
            case TOKEN -> tokenRequests.get();
            case CLIENT -> clientRequests.get();
            case INTROSPECTION, ANY -> introspections.get();
        };
    }

    int maxConcurrentIntrospections() {
        return peak.get();
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /**
     * Returns the number of introspections for each caller. A caller is identified by a digest of its credentials.
     * Since each resource server instance has its own token, instances are counted separately.
     */
    synchronized Map<String, Integer> introspectionsByCaller() {
        return new LinkedHashMap<>(callers);
    }

    private synchronized void recordCaller(String authorization) {
        String caller = TokenId.of(authorization);
        if (callers.containsKey(caller) || callers.size() < CALLERS_KEPT) {
            callers.merge(caller, 1, Integer::sum);
        }
    }

    /** Resets the counters. Calls in progress still count towards the peak. */
    void reset() {
        connections.set(0);
        introspections.set(0);
        tokenRequests.set(0);
        clientRequests.set(0);
        peak.set(introspecting.get());
        forgetCalls();
    }

    private synchronized void record(Call call) {
        if (calls.size() == CALLS_KEPT) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    private synchronized void forgetCalls() {
        calls.clear();
        callers.clear();
    }
}
