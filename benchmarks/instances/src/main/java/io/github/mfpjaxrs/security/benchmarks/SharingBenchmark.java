package io.github.mfpjaxrs.security.benchmarks;

import io.github.mfpjaxrs.security.internal.introspection.JsonIntrospector;
import io.github.mfpjaxrs.security.jcache.MeasuredInstance;
import io.github.mfpjaxrs.security.jcache.MeasuredInstance.Sharing;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Measures the benefit and the cost of sharing evictions and introspection responses between instances. All instances
 * run in this process. Each has its own Hazelcast member, and the members are connected over the loopback interface.
 * Tables and plots are written to the directory that is passed as the only argument.
 */
public final class SharingBenchmark {

    private static final int[] COUNTS = {1, 4, 16};
    private static final Duration LONG = Duration.ofMinutes(30);

    private static final int TOKENS = 200;
    private static final double REQUESTS_PER_TOKEN = 2;
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final int SECONDS = 10;
    private static final int DRIVERS = 4;

    /** The heap that a cached response with a user occupies, as measured by HeapTest. */
    private static final double BYTES_PER_ENTRY = 1_776;

    private final Report report;
    private final Path directory;
    private final AtomicInteger calls = new AtomicInteger();
    private final Set<String> inactive = ConcurrentHashMap.newKeySet();
    private final JsonIntrospector active = new JsonIntrospector(SampleTokens::answerWithUser);

    private SharingBenchmark(Path directory) {
        this.directory = directory;
        this.report = new Report(directory);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        SharingBenchmark benchmark = new SharingBenchmark(Files.createDirectories(Path.of(arguments[0])));
        benchmark.costs();
        benchmark.evictions();
        benchmark.calls();
        benchmark.simulation();
        System.exit(0);
    }

    private TokenIntrospector server(Duration latency) {
        return token -> {
            calls.incrementAndGet();
            LockSupport.parkNanos(latency.toNanos());
            return inactive.contains(token) ? new IntrospectionResult.Inactive() : active.introspect(token);
        };
    }

    /** Starts connected instances, and returns them after each has granted a request. */
    private List<MeasuredInstance> instances(int count, Duration latency, Duration maxAge, Sharing sharing)
            throws IOException, InterruptedException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        List<MeasuredInstance> instances = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            MeasuredInstance instance = new MeasuredInstance(server(latency), maxAge, sharing, port);
            instances.add(instance);
            grant(instance, SampleTokens.token(99_000_000 + i));
        }
        // Members move cache partitions when other members join.
        Thread.sleep(sharing == Sharing.NOTHING ? 0 : 3_000 + 500L * count);
        return instances;
    }

    private static void grant(MeasuredInstance instance, String token) {
        if (!instance.grants(token)) {
            throw new IllegalStateException("refused");
        }
    }

    private static void closeAll(List<MeasuredInstance> instances) {
        instances.forEach(MeasuredInstance::close);
    }

    private void costs() throws IOException, InterruptedException {
        Report.Table table = report.table(
                "sharing-costs", "Request", "Introspection ms", "Median us", "90th percentile us", "Calls per request");
        List<MeasuredInstance> alone = instances(1, Duration.ZERO, LONG, Sharing.NOTHING);
        List<MeasuredInstance> pair = instances(2, Duration.ZERO, LONG, Sharing.EVICTIONS_AND_RESPONSES);
        String hit = SampleTokens.token(1);
        List<double[]> hits = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            double first = i % 2 == 0 ? hitNanos(alone.get(0), hit) : 0;
            double shared = hitNanos(pair.get(0), hit);
            double second = i % 2 == 0 ? 0 : hitNanos(alone.get(0), hit);
            if (i >= 5) {
                hits.add(new double[] {first + second, shared});
            }
        }
        table.row(
                "hit, nothing shared",
                "-",
                Median.of(hits, pairOf -> pairOf[0] / 1e3).middle(),
                "-",
                0.0);
        table.row("hit, shared", "-", Median.of(hits, pairOf -> pairOf[1] / 1e3).middle(), "-", 0.0);
        table.row(
                "hit, shared to not shared (20 pairs)",
                "-",
                Median.of(hits, pairOf -> pairOf[1] / pairOf[0]).text("%.3f"),
                "-",
                0.0);
        closeAll(alone);
        closeAll(pair);
        for (int milliseconds : new int[] {1, 20}) {
            Duration latency = Duration.ofMillis(milliseconds);
            alone = instances(1, latency, LONG, Sharing.NOTHING);
            pair = instances(2, latency, LONG, Sharing.EVICTIONS_AND_RESPONSES);
            for (int from = 0; from < 2; from++) {
                int first = 1_000 + from * 1_000;
                boolean last = from == 1;
                row(last ? table : null, "miss, nothing shared", milliseconds, alone.get(0), first);
                row(last ? table : null, "miss that no instance has introspected", milliseconds, pair.get(0), first);
                Thread.sleep(1_000);
                row(
                        last ? table : null,
                        "miss that another instance has introspected",
                        milliseconds,
                        pair.get(1),
                        first);
            }
            closeAll(alone);
            closeAll(pair);
        }
    }

    private static double hitNanos(MeasuredInstance instance, String token) {
        int count = 100_000;
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            grant(instance, token);
        }
        return (double) (System.nanoTime() - start) / count;
    }

    private void row(Report.@Nullable Table table, String name, int milliseconds, MeasuredInstance instance, int first)
            throws IOException {
        int count = 300;
        double[] micros = new double[count];
        calls.set(0);
        for (int i = 0; i < count; i++) {
            String token = SampleTokens.token(first + i);
            long start = System.nanoTime();
            grant(instance, token);
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        Arrays.sort(micros);
        if (table != null) {
            table.row(name, milliseconds, micros[count / 2], micros[count * 9 / 10], (double) calls.get() / count);
        }
    }

    private void evictions() throws IOException, InterruptedException {
        Report.Table table = report.table(
                "sharing-evictions", "Instances", "Evictions", "Median ms", "99th percentile ms", "Longest ms");
        for (int count : COUNTS) {
            if (count == 1) {
                continue;
            }
            List<MeasuredInstance> instances = instances(count, Duration.ZERO, LONG, Sharing.EVICTIONS);
            inactive.clear();
            List<Double> milliseconds = new ArrayList<>();
            int evictions = 300;
            for (int i = 0; i < evictions; i++) {
                milliseconds.addAll(evict(instances, i));
            }
            double[] sorted = milliseconds.stream()
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            table.row(
                    count,
                    evictions,
                    sorted[sorted.length / 2],
                    sorted[sorted.length * 99 / 100],
                    sorted[sorted.length - 1]);
            closeAll(instances);
        }
    }

    /**
     * Evicts a token on the first instance, and returns the time that each of the other instances takes to refuse it.
     */
    private List<Double> evict(List<MeasuredInstance> instances, int number) {
        String token = SampleTokens.token(10_000 + number);
        instances.forEach(instance -> grant(instance, token));
        inactive.add(token);
        List<MeasuredInstance> waiting = new ArrayList<>(instances.subList(1, instances.size()));
        List<Double> milliseconds = new ArrayList<>();
        long start = System.nanoTime();
        instances.get(0).cache().evictUser("user-" + (10_000 + number));
        while (!waiting.isEmpty()) {
            waiting.removeIf(instance -> {
                boolean refused = !instance.grants(token);
                if (refused) {
                    milliseconds.add((System.nanoTime() - start) / 1e6);
                }
                return refused;
            });
            Thread.yield();
        }
        return milliseconds;
    }

    private void calls() throws IOException, InterruptedException {
        Report.Table table = report.table(
                "sharing-calls",
                "Instances",
                "Sharing",
                "Requests a second",
                "Introspections a second",
                "Simulated",
                "Expected");
        Map<String, Map<String, Double>> lines = new TreeMap<>();
        for (int count : COUNTS) {
            SharingModel model = new SharingModel(count, TOKENS, REQUESTS_PER_TOKEN, SHORT.toMillis() / 1e3);
            SharingModel.Counted simulated = model.simulate(TOKENS * 50, SECONDS, 1);
            for (Sharing sharing : List.of(Sharing.NOTHING, Sharing.EVICTIONS_AND_RESPONSES)) {
                boolean shares = sharing != Sharing.NOTHING;
                List<MeasuredInstance> instances = instances(count, Duration.ZERO, SHORT, sharing);
                double[] rates = drive(instances);
                closeAll(instances);
                table.row(
                        count,
                        shares ? "yes" : "no",
                        rates[0],
                        rates[1],
                        shares ? simulated.callsShared() : simulated.callsAlone(),
                        shares ? model.callsShared() : model.callsAlone());
                lines.computeIfAbsent(shares ? "shared" : "not shared", key -> new TreeMap<>())
                        .put(Integer.toString(count), rates[1]);
            }
        }
        Plot plot = new Plot(
                "Calls at the authorization server: 400 requests/s, 200 tokens, each response used for 2 s",
                "instances",
                "introspections a second",
                Arrays.stream(COUNTS).mapToObj(Integer::toString).toList());
        lines.forEach(plot::line);
        Files.writeString(directory.resolve("sharing-calls.svg"), plot.svg());
    }

    /** Sends the same sequence of requests on every call, and returns requests and introspections per second. */
    private double[] drive(List<MeasuredInstance> instances) throws InterruptedException {
        AtomicInteger requests = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(DRIVERS);
        long start = System.nanoTime();
        long counted = start + 2 * SHORT.toNanos();
        long end = counted + Duration.ofSeconds(SECONDS).toNanos();
        double pauseNanos = 1e9 * DRIVERS / (TOKENS * REQUESTS_PER_TOKEN);
        for (int i = 0; i < DRIVERS; i++) {
            Random random = new Random(i);
            Thread driver = new Thread(() -> {
                double next = start;
                while (true) {
                    next -= Math.log(1 - random.nextDouble()) * pauseNanos;
                    if (next >= end) {
                        break;
                    }
                    for (long now = System.nanoTime(); now < next; now = System.nanoTime()) {
                        LockSupport.parkNanos((long) next - now);
                    }
                    grant(instances.get(random.nextInt(instances.size())), SampleTokens.token(random.nextInt(TOKENS)));
                    if (next >= counted) {
                        requests.incrementAndGet();
                    }
                }
                done.countDown();
            });
            driver.start();
        }
        while (System.nanoTime() < counted) {
            LockSupport.parkNanos(counted - System.nanoTime());
        }
        int before = calls.get();
        done.await();
        double seconds = (System.nanoTime() - counted) / 1e9;
        return new double[] {requests.get() / seconds, (calls.get() - before) / seconds};
    }

    private void simulation() throws IOException {
        Report.Table table = report.table(
                "sharing-simulation",
                "Instances",
                "Tokens",
                "Requests a second",
                "Calls/s, not shared",
                "Calls/s, shared",
                "Reads/s of the store",
                "MB per instance",
                "Million entries in the store",
                "Messages per eviction");
        Map<String, Map<String, Double>> lines = new TreeMap<>();
        int[] counts = {1, 4, 16, 50, 100, 200};
        for (long tokens : new long[] {100_000, 10_000_000}) {
            for (int count : counts) {
                SharingModel model = new SharingModel(count, tokens, 1 / 30.0, 60);
                SharingModel.Counted counted = model.simulate(20_000, 600, 1);
                table.row(
                        count,
                        tokens,
                        Math.round(tokens / 30.0),
                        Math.round(counted.callsAlone()),
                        Math.round(counted.callsShared()),
                        Math.round(counted.readsShared()),
                        counted.entriesPerInstance() * BYTES_PER_ENTRY / 1e6,
                        counted.entriesInStore() / 1e6,
                        count == 1 ? 0 : count + 1);
                if (tokens == 10_000_000) {
                    String position = Integer.toString(count);
                    lines.computeIfAbsent("not shared", key -> new TreeMap<>())
                            .put(position, counted.callsAlone() / 1e3);
                    lines.computeIfAbsent("shared", key -> new TreeMap<>()).put(position, counted.callsShared() / 1e3);
                }
            }
        }
        Plot plot = new Plot(
                "Simulated: 10 million tokens, each used every 30 s, responses used for 60 s",
                "instances",
                "thousand introspections a second",
                Arrays.stream(counts).mapToObj(Integer::toString).toList());
        lines.forEach(plot::line);
        Files.writeString(directory.resolve("sharing-simulation.svg"), plot.svg());
    }
}
