package io.github.mfpjaxrs.security.benchmarks;

import io.github.mfpjaxrs.security.benchmarks.Comparison.Pair;
import io.github.mfpjaxrs.security.benchmarks.Options.Part;
import io.github.mfpjaxrs.security.internal.jaxrs.Instances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures, and prints what it has measured: tables as Markdown, and as CSV and SVG files. Nothing here passes or fails by
 * a time.
 */
public final class Benchmarks {

    private final Options options;
    private final Path directory;
    private final Report report;

    private Benchmarks(Options options, Path directory) {
        this.options = options;
        this.directory = directory;
        this.report = new Report(directory);
    }

    /** Runs what the arguments ask for; see {@link Options#USAGE}. */
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        Path directory = Files.createDirectories(Path.of(System.getProperty("results")));
        new Benchmarks(options, directory).run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException, RunnerException {
        if (options.parts().contains(Part.MICRO)) {
            micro();
        }
        if (options.parts().contains(Part.INSTANCES)) {
            instances();
        }
        try (AuthorizationServer server = new AuthorizationServer()) {
            if (options.parts().contains(Part.LOAD)) {
                load(server);
            }
            if (options.parts().contains(Part.STAMPEDE)) {
                stampede(server);
            }
        }
        System.out.println();
        System.out.println("Written to " + directory);
    }

    private void micro() throws IOException, RunnerException {
        Micro micro = new Micro(options.quick());
        List<Micro.Result> all = micro.all();
        List<Micro.Result> byThreads = options.quick() ? micro.byThreads(1, 2) : micro.byThreads(1, 2, 4, 8, 16);
        Report.Table table = report.table("micro", "Operation", "Tokens", "Threads", "ns", "+-", "Bytes allocated");
        for (Micro.Result result : all) {
            table.row(result.name(), result.tokens(), result.threads(), result.nanos(), result.error(), result.bytes());
        }
        Report.Table threads = report.table("threads", "Threads", "Hits a microsecond");
        for (Micro.Result result : byThreads) {
            threads.row(result.threads(), result.perMicrosecond());
        }
        List<Micro.Result> hits =
                all.stream().filter(result -> result.name().equals("hit")).toList();
        report.plot(
                "tokens",
                new Plot(
                                "Cost of a hit, by cached tokens",
                                "cached tokens",
                                "nanoseconds",
                                hits.stream().map(Micro.Result::tokens).toList())
                        .line("hit", hits.stream().map(Micro.Result::nanos).toList()));
        report.plot(
                "threads",
                new Plot(
                                "Hits, by threads, on " + Runtime.getRuntime().availableProcessors() + " processors",
                                "threads",
                                "hits a microsecond",
                                byThreads.stream()
                                        .map(result -> Integer.toString(result.threads()))
                                        .toList())
                        .line(
                                "hits",
                                byThreads.stream()
                                        .map(Micro.Result::perMicrosecond)
                                        .toList()));
    }

    private void instances() throws IOException, InterruptedException {
        Report.Table table = report.table(
                "instances", "Instances", "Introspections a second (100 tokens, believed for 1 s, 20,000 requests/s)");
        List<String> counts = new ArrayList<>();
        List<Double> calls = new ArrayList<>();
        int most = options.quick() ? 2 : 16;
        for (int count = 1; count <= most; count *= 2) {
            double perSecond = Instances.callsPerSecond(count, options.quick() ? 1 : 5);
            table.row(count, perSecond);
            counts.add(Integer.toString(count));
            calls.add(perSecond);
        }
        report.plot(
                "instances",
                new Plot("Calls at the server, by instances", "instances", "introspections a second", counts)
                        .line("100 tokens, each answer believed for a second", calls));
    }

    private void load(AuthorizationServer server) throws IOException, InterruptedException {
        Comparison comparison = new Comparison(server, new Wrk(directory), options.pairs(), options.seconds());
        Report.Table table = report.table(
                "load",
                "Stack",
                "Scenario",
                "Protected to open (least to most)",
                "Extra CPU, us",
                "CPU of open, us",
                "Open/s",
                "Protected/s",
                "Median us, open and protected",
                "Introspections for a request",
                "Unexpected answers");
        for (Stack stack : Stacks.all()) {
            if (options.wants(stack)) {
                try (Application application = start(stack, server)) {
                    for (Scenario scenario : options.scenarios()) {
                        row(table, stack, scenario, comparison.measure(application, scenario));
                    }
                }
            }
        }
    }

    private void row(Report.Table table, Stack stack, Scenario scenario, List<Pair> pairs) throws IOException {
        double answers = pairs.stream()
                .mapToDouble(pair -> pair.guarded().perSecond() * options.seconds())
                .sum();
        long introspections = pairs.stream()
                .mapToLong(pair -> pair.guarded().introspections())
                .sum();
        table.row(
                stack.name(),
                scenario.title(),
                Median.of(pairs, Pair::ratio).text("%.2f"),
                Median.of(pairs, Pair::extraCpuMicros).text("%.0f"),
                String.format(
                        "%.0f",
                        Median.of(pairs, pair -> pair.open().cpuMicros()).middle()),
                String.format(
                        "%.0f",
                        Median.of(pairs, pair -> pair.open().perSecond()).middle()),
                String.format(
                        "%.0f",
                        Median.of(pairs, pair -> pair.guarded().perSecond()).middle()),
                String.format(
                        "%.0f, %.0f",
                        Median.of(pairs, pair -> pair.open().medianMicros()).middle(),
                        Median.of(pairs, pair -> pair.guarded().medianMicros()).middle()),
                String.format("%.4f", introspections / answers),
                pairs.stream()
                        .mapToLong(pair ->
                                pair.open().unexpected() + pair.guarded().unexpected())
                        .sum());
    }

    private void stampede(AuthorizationServer server) throws IOException, InterruptedException {
        Report.Table table = report.table(
                "stampede",
                "Stack",
                "200 requests at once with one token that is",
                "Introspections",
                "Most at once",
                "Answers",
                "Last after ms");
        Stampede stampede = new Stampede(server);
        for (Stack stack : Stacks.all()) {
            if (options.wants(stack)) {
                try (Application application = start(stack, server)) {
                    Stampede.Outcome known = stampede.release(application, true, Duration.ofMillis(200));
                    table.row(
                            stack.name(),
                            "new, server takes 200 ms",
                            known.introspections(),
                            known.mostAtOnce(),
                            known.statuses(),
                            known.millis());
                    Stampede.Outcome unknown = stampede.release(application, false, Duration.ofMillis(50));
                    table.row(
                            stack.name(),
                            "unknown, server takes 50 ms",
                            unknown.introspections(),
                            unknown.mostAtOnce(),
                            unknown.statuses(),
                            unknown.millis());
                }
            }
        }
    }

    private Application start(Stack stack, AuthorizationServer server) throws IOException, InterruptedException {
        return Application.start(stack, directory.resolve(stack.name().replaceAll("\\W+", "-") + ".log"), server);
    }
}
