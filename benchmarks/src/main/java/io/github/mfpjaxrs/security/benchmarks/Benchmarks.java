package io.github.mfpjaxrs.security.benchmarks;

import io.github.mfpjaxrs.security.benchmarks.Options.Part;
import io.github.mfpjaxrs.security.internal.request.Instances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the measurements and reports the results as Markdown tables, CSV files and plots. A measured time never makes a
 * run fail.
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

    /** Runs the parts that the arguments select; see {@link Options#USAGE}. */
    public static void main(String[] arguments) throws Exception {
        // A decimal comma would break numbers in CSV files and plots.
        Locale.setDefault(Locale.ROOT);
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
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
        System.exit(new Benchmarks(options, directory).run() ? 0 : 1);
    }

    /** Runs the selected parts, and returns whether all stacks could be measured. */
    private boolean run() throws IOException, InterruptedException, RunnerException {
        boolean hasWrk = Wrk.isInstalled();
        if (runs(Part.MICRO)) {
            micro();
        }
        if (runs(Part.INSTANCES)) {
            instances();
        }
        boolean complete;
        try (AuthorizationServer server = new AuthorizationServer()) {
            EndToEnd endToEnd = new EndToEnd(server, options, directory, report);
            for (Part part : options.parts()) {
                if (part.needsWrk() && !hasWrk) {
                    System.out.printf(
                            "%nLeft out: %s. It needs wrk (Debian's package of that name).%n",
                            part.name().toLowerCase(Locale.ROOT));
                } else {
                    endToEnd.run(part);
                }
            }
            complete = endToEnd.isComplete();
        }
        Plots.draw(directory, directory);
        System.out.println();
        System.out.println("Written to " + directory);
        return complete;
    }

    private boolean runs(Part part) {
        return options.parts().contains(part);
    }

    private void micro() throws IOException, RunnerException {
        Micro micro = new Micro(options.quick());
        Report.Table table = report.table("micro", "Operation", "Tokens", "Threads", "ns", "+-", "Bytes allocated");
        for (Micro.Result result : micro.all()) {
            table.row(result.name(), result.tokens(), result.threads(), result.nanos(), result.error(), result.bytes());
        }
        List<Micro.Result> byThreads = options.quick() ? micro.byThreads(1, 2) : micro.byThreads(1, 2, 4, 8, 16);
        Report.Table threads = report.table("threads", "Threads", "Hits a microsecond", "Processors");
        for (Micro.Result result : byThreads) {
            threads.row(
                    result.threads(),
                    result.perMicrosecond(),
                    Runtime.getRuntime().availableProcessors() + " processors");
        }
    }

    private void instances() throws IOException, InterruptedException {
        Report.Table table = report.table(
                "instances", "Instances", "Introspections a second (100 tokens, believed for 1 s, 20,000 requests/s)");
        int most = options.quick() ? 2 : 16;
        for (int count = 1; count <= most; count *= 2) {
            table.row(count, Instances.callsPerSecond(count, options.quick() ? 1 : 5));
        }
    }
}
