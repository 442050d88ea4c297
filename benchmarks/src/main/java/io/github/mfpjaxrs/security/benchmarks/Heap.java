package io.github.mfpjaxrs.security.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The size of the live objects on the heap, by class, after a full garbage collection.
 *
 * @param bytesByClass the total size of each class's live instances, in bytes
 */
public record Heap(Map<String, Long> bytesByClass) {

    /** Takes a histogram of this JVM, as {@code jcmd GC.class_histogram} does. */
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

    /** Parses the histogram that {@code jcmd} prints. */
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

    /** Returns the growth since an earlier histogram. */
    public Heap since(Heap before) {
        Map<String, Long> more = new TreeMap<>(bytesByClass);
        before.bytesByClass.forEach((name, bytes) -> more.merge(name, -bytes, Long::sum));
        return new Heap(more);
    }

    /** Returns the total in bytes. */
    public long bytes() {
        return bytesByClass.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the classes that occupy the most memory, with their bytes per item. */
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
