package io.github.mfpjaxrs.security.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures how a flood of tokens that were never issued affects memory and response times. */
final class Flood {

    private static final int CONNECTIONS = 32;
    private static final int STEPS = 10;
    private static final int STEPS_OF_SHORT_RUN = 3;

    /** The first token's number. Issued tokens have lower numbers. */
    private static final int FIRST = 50_000_000;

    private final Wrk wrk;
    private final Options options;

    Flood(Wrk wrk, Options options) {
        this.wrk = wrk;
        this.options = options;
    }

    /**
     * The state after some of the tokens have been sent.
     *
     * @param number the step's number, counting from 0
     * @param tokens the number of tokens sent so far
     * @param livingBytes the size of the live objects on the heap, after a full garbage collection
     * @param residentBytes the process's resident memory
     * @param sent the load during the seconds before this state
     * @param cpuMicros the measured process's processor time per request
     */
    record Step(int number, long tokens, long livingBytes, long residentBytes, Wrk.Result sent, double cpuMicros) {

        /** Returns the number of requests that were not refused, which should be 0. */
        long unexpected() {
            return sent.failures() + sent.requests() - sent.refusals();
        }
    }

    /** Sends the tokens, and returns the state after each step. Step 0 is the warm-up. */
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
