package io.github.mfpjaxrs.security.telemetry;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.opentelemetry.context.Context;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Records metrics and spans for a single authorization server. Thread-safe. */
final class ServerInstrumentation implements Instrumentation {

    private volatile @Nullable ServerMetrics metrics;
    private volatile @Nullable Spans spans;

    void start(ServerMetrics measured, Spans traced) {
        metrics = measured;
        spans = traced;
    }

    void stop() {
        metrics = null;
        spans = null;
    }

    @Override
    public void granted(boolean cached) {
        ServerMetrics measured = metrics;
        if (measured != null) {
            measured.granted();
        }
    }

    @Override
    public void refused(AccessDecision.Reason reason, boolean cached) {
        ServerMetrics measured = metrics;
        if (measured != null) {
            measured.refused(reason);
        }
    }

    @Override
    public void rejected(FailureKind kind) {
        ServerMetrics measured = metrics;
        if (measured != null) {
            measured.rejected(kind);
        }
    }

    @Override
    public Introspection introspecting() {
        ServerMetrics measured = metrics;
        Spans traced = spans;
        return measured == null || traced == null
                ? Introspection.NONE
                : new TracedIntrospection(traced, measured, Context.current());
    }

    @Override
    public Exchange sending(Operation operation, URI url) {
        Spans traced = spans;
        return traced == null ? Exchange.NONE : traced.exchange(operation, url);
    }

    @Override
    public Runnable inContext(Runnable task) {
        return Context.current().wrap(task);
    }
}
