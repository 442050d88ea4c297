package io.github.mfpjaxrs.security.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Measures the protected and the open method alternately, so that noise on the machine affects both. */
final class Comparison {

    private static final int FIRST_GUESS_PER_SECOND = 6_000;

    /** The divisor of the warm-up time for a process that is already warm. */
    private static final int SHARE_OF_LATER_WARM_UPS = 4;

    private final AuthorizationServer server;
    private final Wrk wrk;
    private final Options options;
    private final Set<Application> warm = new HashSet<>();

    Comparison(AuthorizationServer server, Wrk wrk, Options options) {
        this.server = server;
        this.wrk = wrk;
        this.options = options;
    }

    /**
     * One measurement.
     *
     * @param perSecond responses per second
     * @param cpuMicros the measured process's processor time per response
     * @param medianMicros the median response time
     * @param introspections calls to the authorization server
     * @param unexpected responses other than the expected kind, and missing responses
     * @param taken tokens sent
     */
    record Run(
            double perSecond, double cpuMicros, long medianMicros, int introspections, long unexpected, long taken) {}

    /** One measurement of each method, taken in direct succession. */
    record Pair(Run open, Run guarded) {

        double ratio() {
            return guarded.perSecond() / open.perSecond();
        }

        double extraCpuMicros() {
            return guarded.cpuMicros() - open.cpuMicros();
        }
    }

    List<Pair> measure(Application application, Scenario scenario) throws IOException, InterruptedException {
        return measure(application, scenario, scenario.connections());
    }

    /**
     * Discards some warm-up pairs before measuring. A fresh JVM is several times slower, to a different degree for
     * each method, until the hot code is compiled.
     */
    List<Pair> measure(Application application, Scenario scenario, int connections)
            throws IOException, InterruptedException {
        server.awaitQuiet();
        server.reset(scenario.latency());
        List<String> standing = server.issue(scenario.tokens());
        Load load = new Load(application, scenario, connections, standing);
        int warmUp = warm.add(application) ? options.warmUp() : options.warmUp() / SHARE_OF_LATER_WARM_UPS;
        int warmedUp = 0;
        while (warmedUp < warmUp) {
            load.pair(true);
            warmedUp += 2 * options.seconds();
        }
        List<Pair> measured = new ArrayList<>();
        for (int i = 0; i < options.pairs(); i++) {
            measured.add(load.pair(i % 2 == 0));
        }
        return measured;
    }

    /** The load of one scenario on one application. */
    private final class Load {

        private final Application application;
        private final Scenario scenario;
        private final int connections;
        private final List<String> standing;
        private double expected = FIRST_GUESS_PER_SECOND;

        private Load(Application application, Scenario scenario, int connections, List<String> standing) {
            this.application = application;
            this.scenario = scenario;
            this.connections = connections;
            this.standing = standing;
        }

        Pair pair(boolean openFirst) throws IOException, InterruptedException {
            if (openFirst) {
                Run open = open();
                return new Pair(open, guarded());
            }
            Run guarded = guarded();
            return new Pair(open(), guarded);
        }

        private Run open() throws IOException, InterruptedException {
            return run("/open", scenario.consumesTokens() ? renew(1_000) : standing);
        }

        /**
         * Repeats the measurement with more tokens if the tokens ran out, because scenarios with new tokens must not
         * send any token twice.
         */
        private Run guarded() throws IOException, InterruptedException {
            if (!scenario.consumesTokens()) {
                return run("/protected", standing);
            }
            while (true) {
                int count = (int) (expected * options.seconds()) + connections;
                Run run = run("/protected", renew(count));
                expected = Math.max(expected, 2 * run.perSecond());
                if (run.taken() <= count) {
                    return run;
                }
            }
        }

        private List<String> renew(int count) throws IOException, InterruptedException {
            server.awaitQuiet();
            server.reset(scenario.latency());
            // The server has forgotten the application's own token. Let the application obtain a new one before
            // counting starts.
            application.awaitGrant(server.issue(1).get(0));
            return scenario.refused() ? server.strangers(count) : server.issue(count);
        }

        private Run run(String path, List<String> tokens) throws IOException, InterruptedException {
            int introspectionsBefore = server.introspections();
            long cpuBefore = application.cpuMicros();
            Wrk.Result result = wrk.run(application, path, tokens, connections, options.seconds());
            double cpu = (double) (application.cpuMicros() - cpuBefore) / result.requests();
            long refusals = scenario.refused() && path.equals("/protected") ? result.requests() : 0;
            return new Run(
                    result.perSecond(),
                    cpu,
                    result.medianMicros(),
                    server.introspections() - introspectionsBefore,
                    result.failures() + Math.abs(result.refusals() - refusals),
                    result.taken());
        }
    }
}
