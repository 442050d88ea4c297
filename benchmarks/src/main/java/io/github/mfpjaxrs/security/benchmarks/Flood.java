package io.github.mfpjaxrs.security.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures the effect of very many unissued tokens on memory and response times. */
final class Flood {

    private static final int CONNECTIONS = 32;
    private static final int STEPS = 10;
    private static final int STEPS_OF_SHORT_RUN = 3;

    /** Issued tokens have lower numbers. */
    private static final int FIRST = 50_000_000;

    private final Wrk wrk;
    private final Options options;

    Flood(Wrk wrk, Options options) {
        this.wrk = wrk;
        this.options = options;
    }

    /**
     * The state after some of them.
     *
     * @param number counts up from 0
     * @param tokens sent so far
     * @param livingBytes on the heap, after a full collection
     * @param residentBytes of the process
     * @param sent the load counted in the last seconds before
     * @param cpuMicros processor time of the measured process per request
     */
    record Step(int number, long tokens, long livingBytes, long residentBytes, Wrk.Result sent, double cpuMicros) {

        /** Returns the number of requests that were not refused, which should be 0. */
        long unexpected() {
            return sent.failures() + sent.requests() - sent.refusals();
        }
    }

    /** Sends the tokens; step 0 is the warm-up. */
    List<Step> run(Application application) throws IOException, InterruptedException {
        int count = options.quick() ? STEPS_OF_SHORT_RUN : STEPS;
        long all = options.quick() ? 10_000 : 1_000_000;
        List<Step> steps = new ArrayList<>();
        Slice last = send(application, 0, options.warmUp());
        steps.add(step(application, 0, last));
        for (int number = 1; number <= count; number++) {
            do {
                last = send(application, last.tokens(), options.seconds());
            } while (last.tokens() < all * number / count);
            steps.add(step(application, number, last));
        }
        return steps;
    }

    private record Slice(long tokens, Wrk.Result sent, double cpuMicros) {}

    private Slice send(Application application, long tokensBefore, int seconds)
            throws IOException, InterruptedException {
        long cpuBefore = application.cpuMicros();
        Wrk.Result sent = wrk.flood(application, (int) (FIRST + tokensBefore), CONNECTIONS, seconds);
        double cpu = (double) (application.cpuMicros() - cpuBefore) / sent.requests();
        return new Slice(tokensBefore + sent.taken(), sent, cpu);
    }

    private static Step step(Application application, int number, Slice last) throws IOException, InterruptedException {
        long living = application.livingBytes();
        return new Step(number, last.tokens(), living, application.residentBytes(), last.sent(), last.cpuMicros());
    }
}
