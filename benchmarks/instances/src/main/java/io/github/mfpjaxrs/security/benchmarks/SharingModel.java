package io.github.mfpjaxrs.security.benchmarks;

import java.util.Random;

/**
 * Models instances behind a load balancer without affinity. Requests with each token arrive as a Poisson process, and
 * each request goes to a random instance. An instance uses a response until the response reaches the maximum age. With
 * sharing, an instance without a response takes the one in the store. Taking it does not reset its age, so all copies
 * of a response expire together. Cache sizes, lost messages and early refreshes are not modelled.
 *
 * @param instances the number of instances
 * @param tokens the number of tokens in use
 * @param requestsPerToken requests per second with each token
 * @param maxAge the number of seconds for which a response is used
 */
record SharingModel(int instances, long tokens, double requestsPerToken, double maxAge) {

    /**
     * A simulation's result for all tokens.
     *
     * @param callsAlone introspections per second if nothing is shared
     * @param callsShared introspections per second with sharing
     * @param readsShared responses per second that instances take from the store
     * @param entriesPerInstance responses in each instance's cache
     * @param entriesInStore responses in the store
     */
    record Counted(
            double callsAlone,
            double callsShared,
            double readsShared,
            double entriesPerInstance,
            double entriesInStore) {}

    /**
     * Returns the expected introspections per second without sharing. The time between two introspections is the
     * maximum age plus the time until the next request arrives.
     */
    double callsAlone() {
        double rate = requestsPerToken / instances;
        return tokens * instances * rate / (1 + rate * maxAge);
    }

    /** Returns the expected introspections per second with sharing, which makes all instances act as one. */
    double callsShared() {
        return tokens * requestsPerToken / (1 + requestsPerToken * maxAge);
    }

    /**
     * Simulates every request with a sample of the tokens, and scales the counts to all tokens.
     *
     * @param sample the number of tokens to simulate
     * @param seconds how long to count, after a warm-up of twice the maximum age
     */
    Counted simulate(int sample, double seconds, long seed) {
        Random random = new Random(seed);
        double warmUp = 2 * maxAge;
        double end = warmUp + seconds;
        long alone = 0;
        long shared = 0;
        long reads = 0;
        double local = 0;
        double stored = 0;
        for (int token = 0; token < sample; token++) {
            double[] untilAlone = new double[instances];
            double[] untilShared = new double[instances];
            double untilStore = 0;
            for (double now = pause(random); now < end; now += pause(random)) {
                int instance = random.nextInt(instances);
                int counts = now >= warmUp ? 1 : 0;
                if (untilAlone[instance] <= now) {
                    untilAlone[instance] = now + maxAge;
                    alone += counts;
                }
                if (untilShared[instance] <= now) {
                    if (untilStore <= now) {
                        untilStore = now + maxAge;
                        stored += counts * maxAge;
                        shared += counts;
                    } else {
                        reads += counts;
                    }
                    untilShared[instance] = untilStore;
                    local += counts * (untilStore - now);
                }
            }
        }
        double scale = (double) tokens / sample / seconds;
        return new Counted(alone * scale, shared * scale, reads * scale, local * scale / instances, stored * scale);
    }

    private double pause(Random random) {
        return -Math.log(1 - random.nextDouble()) / requestsPerToken;
    }
}
