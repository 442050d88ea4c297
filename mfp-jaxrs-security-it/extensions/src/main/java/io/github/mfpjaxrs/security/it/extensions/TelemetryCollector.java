package io.github.mfpjaxrs.security.it.extensions;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * An OpenTelemetry collector that receives OTLP over HTTP, encoded as Protocol Buffers, and records what runtimes
 * export.
 */
final class TelemetryCollector implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final Map<String, Metric> metrics = new ConcurrentHashMap<>();
    private final Queue<String> everything = new ConcurrentLinkedQueue<>();

    private TelemetryCollector(HttpServer server) {
        this.server = server;
    }

    static TelemetryCollector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TelemetryCollector collector = new TelemetryCollector(server);
            server.createContext("/v1/traces", collector::traces);
            server.createContext("/v1/metrics", collector::metrics);
            server.setExecutor(collector.threads);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    /** Returns the latest state of each of the library's metrics by name. */
    Map<String, Metric> metrics() {
        return Map.copyOf(metrics);
    }

    /** Returns everything received so far as text. */
    String text() {
        return String.join("\n", everything);
    }

    static Map<String, Object> attributes(List<KeyValue> attributes) {
        Map<String, Object> values = new TreeMap<>();
        attributes.forEach(each -> values.put(each.getKey(), value(each.getValue())));
        return values;
    }

    private static Object value(AnyValue value) {
        return value.hasIntValue() ? (Object) value.getIntValue() : value.getStringValue();
    }

    private void traces(HttpExchange exchange) throws IOException {
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(body(exchange));
        request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .forEach(spans::add);
        everything.add(request.toString());
        accept(exchange);
    }

    private void metrics(HttpExchange exchange) throws IOException {
        ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(body(exchange));
        request.getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .filter(scope -> scope.getScope().getName().equals("io.github.mfpjaxrs.security"))
                .flatMap(scope -> scope.getMetricsList().stream())
                .forEach(metric -> metrics.put(metric.getName(), metric));
        everything.add(request.toString());
        accept(exchange);
    }

    private static ByteString body(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        boolean compressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return ByteString.readFrom(compressed ? new GZIPInputStream(body) : body);
    }

    /** Responds with an empty body, which is how Protocol Buffers encodes an empty message. */
    private static void accept(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
