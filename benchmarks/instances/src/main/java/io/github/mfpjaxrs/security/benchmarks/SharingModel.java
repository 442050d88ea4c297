package io.github.mfpjaxrs.security.benchmarks;

import java.util.Random;

/**
 * Instances behind a load balancer without affinity. Requests with a token are a Poisson process; each goes to any
 * instance. A response is used for the maximum age by the instance that has it. With sharing, an instance that has none
 * takes the one in the store, which is as old as it is: all copies of a response end together. Sizes of caches, lost
 * messages and refreshes ahead are not modelled.
 *
 * @param instances how many there are
 * @param tokens how many are in use
 * @param requestsPerToken how many requests a second there are with each
 * @param maxAge for how many seconds a response is used
 */
record SharingModel(int instances, long tokens, double requestsPerToken, double maxAge) {

    /**
     * What a simulation counts, for all tokens.
     *
     * @param callsAlone introspections a second if nothing is shared
     * @param callsShared introspections a second with sharing
     * @param readsShared responses a second that instances take from the store
     * @param entriesPerInstance responses that an instance has in its cache
     * @param entriesInStore responses in the store
     */
    record Counted(
            double callsAlone,
            double callsShared,
            double readsShared,
            double entriesPerInstance,
            double entriesInStore) {}

    /** The expected value: a response lasts for its age, and then until the next request comes. */
    double callsAlone() {
        double rate = requestsPerToken / instances;
        return tokens * instances * rate / (1 + rate * maxAge);
    }

    /** As {@link #callsAlone}, with all instances as one. */
    double callsShared() {
        return tokens * requestsPerToken / (1 + requestsPerToken * maxAge);
    }

    /**
     * Simulates each request of some tokens, and scales what it counts.
     *
     * @param sample how many tokens to simulate
     * @param seconds how long to count, after a warm-up of two maximum ages
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
