package io.github.mfpjaxrs.security.benchmarks;

import io.github.mfpjaxrs.security.benchmarks.Comparison.Pair;
import io.github.mfpjaxrs.security.benchmarks.Options.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Measures whole applications, one after another, each in its own process. */
final class EndToEnd {

    private static final List<Integer> CLIENTS = List.of(1, 8, 32, 128);
    private static final List<Integer> CLIENTS_OF_SHORT_RUN = List.of(1, 8);

    private final AuthorizationServer server;
    private final Options options;
    private final Path directory;
    private final Report report;
    private boolean complete = true;

    EndToEnd(AuthorizationServer server, Options options, Path directory, Report report) {
        this.server = server;
        this.options = options;
        this.directory = directory;
        this.report = report;
    }

    /** Returns whether each stack started and protected its method correctly. */
    boolean isComplete() {
        return complete;
    }

    /** Runs a part, or does nothing if the part does not measure whole applications. */
    void run(Part part) throws IOException, InterruptedException {
        switch (part) {
            case LOAD -> load();
            case CLIENTS -> clients();
            case STAMPEDE -> stampede();
            case FLOOD -> flood();
            case MICRO, INSTANCES -> {}
        }
    }

    private void load() throws IOException, InterruptedException {
        Comparison comparison = new Comparison(server, new Wrk(directory), options);
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
        each(options.allStacks(), (stack, application) -> {
            for (Scenario scenario : options.scenarios()) {
                List<Pair> pairs = comparison.measure(application, scenario);
                long sent =
                        pairs.stream().mapToLong(pair -> pair.guarded().taken()).sum();
                long introspections = pairs.stream()
                        .mapToLong(pair -> pair.guarded().introspections())
                        .sum();
                table.row(
                        stack.name(),
                        scenario.title(),
                        Median.of(pairs, Pair::ratio).text("%.2f"),
                        Median.of(pairs, Pair::extraCpuMicros).text("%.0f"),
                        whole(pairs, pair -> pair.open().cpuMicros()),
                        whole(pairs, pair -> pair.open().perSecond()),
                        whole(pairs, pair -> pair.guarded().perSecond()),
                        whole(pairs, pair -> pair.open().medianMicros()) + ", "
                                + whole(pairs, pair -> pair.guarded().medianMicros()),
                        String.format("%.4f", (double) introspections / sent),
                        unexpected(pairs));
            }
        });
    }

    private void clients() throws IOException, InterruptedException {
        Comparison comparison = new Comparison(server, new Wrk(directory), options);
        Report.Table table = report.table(
                "clients",
                "Stack",
                "Clients",
                "Protected to open (least to most)",
                "Extra CPU, us",
                "Open/s",
                "Protected/s",
                "Unexpected answers");
        each(options.ownStacks(), (stack, application) -> {
            for (int clients : options.quick() ? CLIENTS_OF_SHORT_RUN : CLIENTS) {
                List<Pair> pairs = comparison.measure(application, Scenario.HOT, clients);
                table.row(
                        stack.name(),
                        clients,
                        Median.of(pairs, Pair::ratio).text("%.2f"),
                        Median.of(pairs, Pair::extraCpuMicros).text("%.0f"),
                        whole(pairs, pair -> pair.open().perSecond()),
                        whole(pairs, pair -> pair.guarded().perSecond()),
                        unexpected(pairs));
            }
        });
    }

    private void stampede() throws IOException, InterruptedException {
        Report.Table table = report.table(
                "stampede",
                "Stack",
                "200 requests at once with one token that is",
                "Introspections",
                "Most at once",
                "Answers",
                "Last after ms");
        Stampede stampede = new Stampede(server);
        each(options.allStacks(), (stack, application) -> {
            Stampede.Outcome known = stampede.release(application, true, Duration.ofMillis(200));
            row(table, stack, "new, server takes 200 ms", known);
            Stampede.Outcome unknown = stampede.release(application, false, Duration.ofMillis(50));
            row(table, stack, "unknown, server takes 50 ms", unknown);
        });
    }

    private static void row(Report.Table table, Stack stack, String token, Stampede.Outcome outcome)
            throws IOException {
        table.row(
                stack.name(),
                token,
                outcome.introspections(),
                outcome.mostAtOnce(),
                outcome.statuses(),
                outcome.millis());
    }

    private void flood() throws IOException, InterruptedException {
        Flood flood = new Flood(new Wrk(directory), options);
        Report.Table table = report.table(
                "flood",
                "Stack",
                "Step",
                "Unknown tokens so far",
                "Alive on the heap, MB",
                "Resident, MB",
                "Median us",
                "99 % within us",
                "CPU, us",
                "Refused/s",
                "Unexpected answers");
        List<Stack> stacks = options.stacks().isEmpty() ? List.of(Stack.embedded()) : options.ownStacks();
        each(stacks, (stack, application) -> {
            server.awaitQuiet();
            server.reset(Duration.ZERO);
            for (Flood.Step step : flood.run(application)) {
                table.row(
                        stack.name(),
                        step.number(),
                        step.tokens(),
                        step.livingBytes() / 1e6,
                        step.residentBytes() / 1e6,
                        step.sent().medianMicros(),
                        step.sent().p99Micros(),
                        step.cpuMicros(),
                        String.format("%.0f", step.sent().perSecond()),
                        step.unexpected());
            }
        });
    }

    /** A measurement of a running application. */
    private interface Measurement {
        void of(Stack stack, Application application) throws IOException, InterruptedException;
    }

    /**
     * Measures each stack. A stack that does not start, or that does not protect its method correctly, is reported and
     * skipped, so that the other stacks' results are not lost.
     */
    private void each(List<Stack> stacks, Measurement measurement) throws IOException, InterruptedException {
        for (Stack stack : stacks) {
            Path log = directory.resolve(stack.name().replaceAll("\\W+", "-") + ".log");
            try (Application application = Application.start(stack, log, server)) {
                measurement.of(stack, application);
            } catch (IOException failed) {
                complete = false;
                System.out.println(failed.getMessage() + (failed.getCause() == null ? "" : ": " + failed.getCause()));
            }
        }
    }

    private static String whole(List<Pair> pairs, ToDoubleFunction<Pair> value) {
        return String.format("%.0f", Median.of(pairs, value).middle());
    }

    private static long unexpected(List<Pair> pairs) {
        return pairs.stream()
                .mapToLong(pair -> pair.open().unexpected() + pair.guarded().unexpected())
                .sum();
    }
}
