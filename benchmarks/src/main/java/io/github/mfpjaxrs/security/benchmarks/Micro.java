package io.github.mfpjaxrs.security.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs this module's JMH benchmarks. */
final class Micro {

    private static final String TOKENS = "tokens";

    private final boolean quick;

    Micro(boolean quick) {
        this.quick = quick;
    }

    /**
     * One benchmark's result.
     *
     * @param name the method
     * @param tokens the number of cached tokens; empty if it does not matter
     * @param threads the number of threads that ran it concurrently
     * @param nanos the time per operation in each thread
     * @param error the error of {@code nanos} at a confidence level of 99.9%
     * @param bytes the bytes allocated by one operation
     */
    record Result(String name, String tokens, int threads, double nanos, double error, double bytes) {

        double perMicrosecond() {
            return threads * 1_000 / nanos;
        }
    }

    /** Runs every benchmark with its annotated settings. */
    List<Result> all() throws RunnerException {
        ChainedOptionsBuilder options = options().include("(Filter|Parsing|Jersey)Benchmark");
        return run(quick ? options.param(TOKENS, "1000") : options);
    }

    /** Runs the cache hit benchmark once for each number of threads. */
    List<Result> byThreads(int... threads) throws RunnerException {
        List<Result> results = new ArrayList<>();
        for (int count : threads) {
            results.addAll(run(options()
                    .include("FilterBenchmark.hit$")
                    .param(TOKENS, "1000")
                    .threads(count)));
        }
        return results;
    }

    private ChainedOptionsBuilder options() {
        ChainedOptionsBuilder options =
                new OptionsBuilder().addProfiler(GCProfiler.class).shouldFailOnError(true);
        return quick
                ? options.verbosity(VerboseMode.SILENT)
                        .forks(1)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.milliseconds(200))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(200))
                : options;
    }

    private static List<Result> run(ChainedOptionsBuilder options) throws RunnerException {
        Collection<RunResult> runs = new Runner(options.build()).run();
        return runs.stream().map(Micro::result).toList();
    }

    private static Result result(RunResult run) {
        String name = run.getParams().getBenchmark();
        String tokens = run.getParams().getParamsKeys().contains(TOKENS)
                ? run.getParams().getParam(TOKENS)
                : "";
        String allocated = run.getSecondaryResults().keySet().stream()
                .filter(key -> key.endsWith("gc.alloc.rate.norm"))
                .findFirst()
                .orElseThrow();
        return new Result(
                name.substring(name.lastIndexOf('.') + 1),
                tokens,
                run.getParams().getThreads(),
                run.getPrimaryResult().getScore(),
                run.getPrimaryResult().getScoreError(),
                run.getSecondaryResults().get(allocated).getScore());
    }
}
