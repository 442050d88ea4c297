package io.github.mfpjaxrs.security.telemetry;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Measures and traces from {@link #start} to {@link #stop}, and does nothing before and after. Thread-safe. */
final class OpenTelemetryInstrumentation implements Instrumentation {

    private volatile @Nullable Metrics metrics;
    private volatile @Nullable Spans spans;

    void start(OpenTelemetry telemetry, TokenCache cache, AuthorizationServerStatus status) {
        metrics = new Metrics(telemetry, cache, status);
        spans = new Spans(telemetry);
    }

    void stop() {
        Metrics measured = metrics;
        metrics = null;
        spans = null;
        if (measured != null) {
            measured.close();
        }
    }

    @Override
    public void granted(boolean cached) {
        Metrics measured = metrics;
        if (measured != null) {
            measured.granted();
        }
    }

    @Override
    public void refused(AccessDecision.Reason reason, boolean cached) {
        Metrics measured = metrics;
        if (measured != null) {
            measured.refused(reason);
        }
    }

    @Override
    public void rejected(FailureKind kind) {
        Metrics measured = metrics;
        if (measured != null) {
            measured.rejected(kind);
        }
    }

    @Override
    public Introspection introspecting() {
        Metrics measured = metrics;
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
