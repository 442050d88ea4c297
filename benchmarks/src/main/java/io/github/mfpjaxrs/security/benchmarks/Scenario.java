package io.github.mfpjaxrs.security.benchmarks;

import java.time.Duration;

/** The clients' behavior. */
enum Scenario {
    /** All requests have the same token. */
    HOT("one token", 1, 32, 0, false),
    /** A thousand tokens are used one after another. */
    THOUSAND("1,000 tokens in turn", 1_000, 32, 0, false),
    /** No token is sent twice. */
    NEW("each token new", 0, 32, 0, false),
    /** No token is sent twice, and the server is slow. */
    NEW_SLOW("each token new, server takes 20 ms", 0, 64, 20, false),
    /** No token is sent twice, and the server knows none of them. */
    UNKNOWN("each token unknown", 0, 32, 0, true),
    /** No request has a token. */
    NONE("no token", 0, 32, 0, true);

    private final String title;
    private final int tokens;
    private final int connections;
    private final Duration latency;
    private final boolean refused;

    Scenario(String title, int tokens, int connections, int latencyMillis, boolean refused) {
        this.title = title;
        this.tokens = tokens;
        this.connections = connections;
        this.latency = Duration.ofMillis(latencyMillis);
        this.refused = refused;
    }

    String title() {
        return title;
    }

    int connections() {
        return connections;
    }

    Duration latency() {
        return latency;
    }

    /** Whether the protected method must refuse every request rather than none. */
    boolean refused() {
        return refused;
    }

    /** Whether each request needs its own token. */
    boolean consumesTokens() {
        return tokens == 0 && this != NONE;
    }

    int tokens() {
        return tokens;
    }
}
