package io.github.mfpjaxrs.security.metrics;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Records metrics for a single authorization server. Most metrics are registered when their first value is recorded.
 * Thread-safe.
 */
final class ServerInstrumentation implements Instrumentation {

    private final String name;
    private volatile @Nullable Recorder recorder;

    ServerInstrumentation(String name) {
        this.name = name;
    }

    void start(Metrics metrics) {
        recorder = new Recorder(name, metrics);
    }

    void stop() {
        recorder = null;
    }

    @Override
    public void granted(boolean cached) {
        Recorder current = recorder;
        if (current != null) {
            current.granted.inc();
        }
    }

    @Override
    public void refused(AccessDecision.Reason reason, boolean cached) {
        Recorder current = recorder;
        if (current != null) {
            current.refused(reason);
        }
    }

    @Override
    public void rejected(FailureKind kind) {
        Recorder current = recorder;
        if (current != null) {
            current.rejected(kind);
        }
    }

    @Override
    public Introspection introspecting() {
        Recorder current = recorder;
        return current == null ? Introspection.NONE : current;
    }

    /** Observes every introspection. One instance suffices, because it holds no state for individual introspections. */
    private static final class Recorder implements Introspection {

        private final String server;
        private final Metrics metrics;
        private final Counter granted;
        private final Map<AccessDecision.Reason, Counter> refused = new ConcurrentHashMap<>();
        private final Map<FailureKind, Counter> rejected = new ConcurrentHashMap<>();
        private final Map<Enum<?>, Timer> durations = new ConcurrentHashMap<>();

        Recorder(String server, Metrics metrics) {
            this.server = server;
            this.metrics = metrics;
            this.granted = metrics.granted(server);
        }

        void refused(AccessDecision.Reason reason) {
            refused.computeIfAbsent(reason, absent -> metrics.refused(server, absent))
                    .inc();
        }

        void rejected(FailureKind kind) {
            rejected.computeIfAbsent(kind, absent -> metrics.rejected(server, absent))
                    .inc();
        }

        @Override
        public void succeeded(Outcome outcome, Duration duration) {
            durations
                    .computeIfAbsent(outcome, absent -> metrics.concluded(server, absent))
                    .update(duration);
        }

        @Override
        public void failed(FailureKind kind, Duration duration) {
            durations
                    .computeIfAbsent(kind, absent -> metrics.failed(server, absent))
                    .update(duration);
        }
    }
}
