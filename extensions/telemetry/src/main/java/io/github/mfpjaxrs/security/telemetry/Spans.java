package io.github.mfpjaxrs.security.telemetry;

import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.spi.Instrumentation.Exchange;
import io.github.mfpjaxrs.security.spi.Instrumentation.Operation;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.net.URI;

/** Starts spans for a single authorization server. Span names and attributes contain no data sent by clients. */
final class Spans {

    static final String SCOPE = "io.github.mfpjaxrs.security";

    /** The lowest HTTP status that the semantic conventions treat as an error for client spans. */
    private static final int FIRST_ERROR = 400;

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");

    private final Tracer tracer;
    private final String server;

    Spans(OpenTelemetry telemetry, String server) {
        this.tracer = telemetry.getTracer(SCOPE);
        this.server = server;
    }

    Span introspection(Context parent) {
        return tracer.spanBuilder("mfp.introspection")
                .setParent(parent)
                .setAttribute(Metrics.SERVER, server)
                .startSpan();
    }

    /** Starts a span for a request that waits for another request's introspection. */
    Span waiting(Context parent, SpanContext introspection) {
        return tracer.spanBuilder("mfp.introspection.wait")
                .setParent(parent)
                .addLink(introspection)
                .startSpan();
    }

    /** Starts a client span according to the HTTP semantic conventions. The span remains current until it ends. */
    Exchange exchange(Operation operation, URI url) {
        String method = operation == Operation.METADATA ? "GET" : "POST";
        Span span = tracer.spanBuilder(method + " " + url.getRawPath())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(METHOD, method)
                .setAttribute(ADDRESS, url.getHost())
                .setAttribute(PORT, (long) port(url))
                .setAttribute(URL, withoutQuery(url))
                .startSpan();
        Scope current = span.makeCurrent();
        return new Exchange() {

            @Override
            public void answered(int status) {
                span.setAttribute(STATUS, (long) status);
                if (status >= FIRST_ERROR) {
                    fail(span, Integer.toString(status));
                }
                end();
            }

            @Override
            public void failed(FailureKind kind) {
                fail(span, Metrics.name(kind));
                end();
            }

            private void end() {
                current.close();
                span.end();
            }
        };
    }

    static void fail(Span span, String errorType) {
        span.setAttribute(Metrics.ERROR_TYPE, errorType);
        span.setStatus(StatusCode.ERROR);
    }

    private static int port(URI url) {
        int standard = "http".equalsIgnoreCase(url.getScheme()) ? 80 : 443;
        return url.getPort() < 0 ? standard : url.getPort();
    }

    /** Removes the query, because an endpoint's configured query might be secret. */
    private static String withoutQuery(URI url) {
        String full = url.toString();
        int query = full.indexOf('?');
        return query < 0 ? full : full.substring(0, query);
    }
}
