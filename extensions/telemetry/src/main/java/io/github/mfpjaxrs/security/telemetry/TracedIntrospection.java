package io.github.mfpjaxrs.security.telemetry;

import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.spi.Instrumentation.Introspection;
import io.github.mfpjaxrs.security.spi.Instrumentation.Outcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Traces an introspection. The introspection's span is a child of the span for the request that caused the
 * introspection. Every other request that waits for the result has a separate span with a link to the introspection's
 * span. Thread-safe.
 */
final class TracedIntrospection implements Introspection {

    private final Spans spans;
    private final ServerMetrics metrics;
    private final Span span;
    private final Context context;
    private final Queue<Span> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    TracedIntrospection(Spans spans, ServerMetrics metrics, Context parent) {
        this.spans = spans;
        this.metrics = metrics;
        this.span = spans.introspection(parent);
        this.context = parent.with(span);
    }

    @Override
    public Runnable onItsThread(Runnable work) {
        return context.wrap(work);
    }

    @Override
    public void joined() {
        waiting.add(spans.waiting(Context.current(), span.getSpanContext()));
        if (ended) {
            endWaiting();
        }
    }

    @Override
    public void succeeded(Outcome outcome, Duration duration) {
        span.setAttribute(Metrics.OUTCOME, Metrics.name(outcome));
        metrics.succeeded(outcome, duration, context);
        end();
    }

    @Override
    public void failed(FailureKind kind, Duration duration) {
        span.setAttribute(Metrics.OUTCOME, "failed");
        Spans.fail(span, Metrics.name(kind));
        metrics.failed(kind, duration, context);
        end();
    }

    private void end() {
        ended = true;
        span.end();
        endWaiting();
    }

    private void endWaiting() {
        for (Span next = waiting.poll(); next != null; next = waiting.poll()) {
            next.end();
        }
    }
}
