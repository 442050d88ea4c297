package io.github.mfpjaxrs.security.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What is alive on the heap, by class, after a full collection.
 *
 * @param bytesByClass the bytes of all living instances
 */
public record Heap(Map<String, Long> bytesByClass) {

    /** Counts now, as {@code jcmd GC.class_histogram} does. */
    public static Heap now() {
        String[] noOptions = {};
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {noOptions},
                            new String[] {String[].class.getName()});
            return parse(histogram);
        } catch (JMException e) {
            throw new IllegalStateException("this JVM tells no class histogram", e);
        }
    }

    /** Reads what that prints. */
    static Heap parse(String histogram) {
        Map<String, Long> bytes = new TreeMap<>();
        for (String line : histogram.split("\n")) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length >= 4 && columns[0].endsWith(":")) {
                bytes.merge(columns[3], Long.parseLong(columns[2]), Long::sum);
            }
        }
        return new Heap(bytes);
    }

    /** What has come since another count. */
    public Heap since(Heap before) {
        Map<String, Long> more = new TreeMap<>(bytesByClass);
        before.bytesByClass.forEach((name, bytes) -> more.merge(name, -bytes, Long::sum));
        return new Heap(more);
    }

    /** All of it. */
    public long bytes() {
        return bytesByClass.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The classes that take most, in bytes for each of a number of things. */
    public String largest(int classes, int things) {
        StringBuilder text = new StringBuilder();
        bytesByClass.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(classes)
                .forEach(entry ->
                        text.append(String.format("  %6.1f %s%n", (double) entry.getValue() / things, entry.getKey())));
        return text.toString();
    }
}
