package io.github.mfpjaxrs.security.metrics;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Gauge;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.Metric;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Keeps metrics, and rejects different tags for the same name, which the specification forbids. */
final class FakeRegistry implements InvocationHandler {

    private final Map<MetricID, Metric> metrics = new ConcurrentHashMap<>();
    private final Map<String, String> units = new ConcurrentHashMap<>();

    MetricRegistry registry() {
        return proxy(MetricRegistry.class, this);
    }

    /** The values of counters and gauges, and the counts of timers, by the tags in alphabetical order. */
    Map<String, Long> values(String name) {
        Map<String, Long> values = new TreeMap<>();
        metrics.forEach((id, metric) -> {
            if (id.getName().equals(name)) {
                values.put(new TreeMap<>(id.getTags()).toString(), value(metric));
            }
        });
        return values;
    }

    Optional<String> unit(String name) {
        return Optional.ofNullable(units.get(name));
    }

    int size() {
        return metrics.size();
    }

    private static long value(Metric metric) {
        if (metric instanceof Counter counter) {
            return counter.getCount();
        }
        return metric instanceof Timer timer
                ? timer.getCount()
                : ((Gauge<?>) metric).getValue().longValue();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "counter" -> metric((Metadata) arguments[0], (Tag[]) arguments[1], counting(Counter.class));
            case "timer" -> metric((Metadata) arguments[0], (Tag[]) arguments[1], counting(Timer.class));
            case "gauge" -> {
                Supplier<?> supplier = (Supplier<?>) arguments[1];
                Gauge<Number> gauge = () -> (Number) supplier.get();
                yield metric((Metadata) arguments[0], (Tag[]) arguments[2], gauge);
            }
            case "remove" -> metrics.remove(arguments[0]) != null;
            case "toString" -> metrics.toString();
            case "hashCode" -> System.identityHashCode(this);
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private Metric metric(Metadata metadata, Tag[] tags, Metric created) {
        MetricID id = new MetricID(metadata.getName(), tags);
        metrics.keySet().stream()
                .filter(other -> other.getName().equals(id.getName()))
                .filter(other -> !other.getTags().keySet().equals(id.getTags().keySet()))
                .findAny()
                .ifPresent(other -> {
                    throw new IllegalArgumentException(id + " has other tags than " + other);
                });
        units.put(metadata.getName(), metadata.getUnit());
        return metrics.computeIfAbsent(id, absent -> created);
    }

    /** A counter or a timer. */
    private static <T extends Metric> T counting(Class<T> type) {
        long[] count = new long[1];
        return proxy(type, (proxy, method, arguments) -> switch (method.getName()) {
            case "inc" -> {
                count[0]++;
                yield null;
            }
            case "update" -> {
                if (((Duration) arguments[0]).isNegative()) {
                    throw new IllegalArgumentException("negative");
                }
                count[0]++;
                yield null;
            }
            case "getCount" -> count[0];
            case "toString" -> type.getSimpleName();
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
