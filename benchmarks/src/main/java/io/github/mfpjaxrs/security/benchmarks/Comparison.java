package io.github.mfpjaxrs.security.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures the protected method beside the open one, alternately, so that a noisy machine is noisy for both. */
final class Comparison {

    private static final int FIRST_GUESS_PER_SECOND = 6_000;

    private final AuthorizationServer server;
    private final Wrk wrk;
    private final int pairs;
    private final int seconds;

    Comparison(AuthorizationServer server, Wrk wrk, int pairs, int seconds) {
        this.server = server;
        this.wrk = wrk;
        this.pairs = pairs;
        this.seconds = seconds;
    }

    /**
     * One measurement.
     *
     * @param perSecond answers a second
     * @param cpuMicros processor time of the measured process for each
     * @param medianMicros half of the answers took no longer
     * @param introspections calls at the authorization server
     * @param unexpected answers of another kind than wanted, or none at all
     */
    record Run(double perSecond, double cpuMicros, long medianMicros, int introspections, long unexpected) {}

    /** One measurement of each, in the same seconds as it were. */
    record Pair(Run open, Run guarded) {

        double ratio() {
            return guarded.perSecond() / open.perSecond();
        }

        double extraCpuMicros() {
            return guarded.cpuMicros() - open.cpuMicros();
        }
    }

    /** Measures after one pair that does not count. */
    List<Pair> measure(Application application, Scenario scenario) throws IOException, InterruptedException {
        List<Pair> measured = new ArrayList<>();
        server.reset(scenario.latency());
        List<String> standing = server.issue(scenario.tokens());
        double expected = FIRST_GUESS_PER_SECOND;
        for (int i = -1; i < pairs; i++) {
            Pair pair;
            if (i % 2 == 0) {
                Run open = run(application, "/open", scenario, standing, expected);
                pair = new Pair(open, run(application, "/protected", scenario, standing, expected));
            } else {
                Run guarded = run(application, "/protected", scenario, standing, expected);
                pair = new Pair(run(application, "/open", scenario, standing, expected), guarded);
            }
            expected = Math.max(expected, 2 * pair.guarded().perSecond());
            if (i >= 0) {
                measured.add(pair);
            }
        }
        return measured;
    }

    private Run run(Application application, String path, Scenario scenario, List<String> standing, double expected)
            throws IOException, InterruptedException {
        boolean guarded = path.equals("/protected");
        List<String> tokens = standing;
        if (scenario.consumesTokens()) {
            int count = guarded ? (int) (expected * seconds) + scenario.connections() : 1_000;
            server.reset(scenario.latency());
            tokens = scenario.refused() ? server.strangers(count) : server.issue(count);
        }
        int introspectionsBefore = server.introspections();
        long cpuBefore = application.cpuMicros();
        Wrk.Result result = wrk.run(application, path, tokens, scenario.connections(), seconds);
        double cpu = (double) (application.cpuMicros() - cpuBefore) / result.requests();
        if (guarded && scenario.consumesTokens() && result.taken() > tokens.size()) {
            throw new IllegalStateException("a token was sent twice: " + result);
        }
        long refusals = guarded && scenario.refused() ? result.requests() : 0;
        return new Run(
                result.perSecond(),
                cpu,
                result.medianMicros(),
                server.introspections() - introspectionsBefore,
                result.failures() + Math.abs(result.refusals() - refusals));
    }
}
