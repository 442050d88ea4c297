package io.github.mfpjaxrs.security.benchmarks;

import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The test kit's server, running in this process. It speaks MobileFirst's protocol to this library, and also accepts
 * Basic authentication (RFC 7662) from peers that support nothing else.
 */
final class AuthorizationServer implements AutoCloseable {

    private final MobileFirstServer server = MobileFirstServer.start();
    private final MobileFirstServer basic =
            MobileFirstServer.builder().rfc7662().start();
    private Duration latency = Duration.ZERO;
    private int issued;

    String url() {
        return server.url().toString();
    }

    String basicUrl() {
        return basic.url().toString();
    }

    String clientId() {
        return server.clientId();
    }

    String clientSecret() {
        return server.clientSecret();
    }

    /** Forgets all tokens, resets the counters, and from now on delays each introspection by the given time. */
    void reset(Duration newLatency) {
        server.reset();
        basic.reset();
        latency = newLatency;
        if (!latency.isZero()) {
            server.failIntrospection(Fault.delay(latency));
            basic.failIntrospection(Fault.delay(latency));
        }
    }

    /** Waits until no call has arrived for a moment, because a reset would make calls in progress fail. */
    void awaitQuiet() throws InterruptedException {
        int before;
        do {
            before = introspections();
            TimeUnit.MILLISECONDS.sleep(300 + 2 * latency.toMillis());
        } while (introspections() != before);
    }

    /** Issues new, distinct 1 KB tokens. */
    List<String> issue(int count) {
        List<String> tokens = new ArrayList<>(strangers(count));
        for (String token : tokens) {
            server.token().value(token).scope(SampleTokens.SCOPE).user("john").issue();
            basic.token().value(token).scope(SampleTokens.SCOPE).user("john").issue();
        }
        return tokens;
    }

    /** Returns tokens that the server does not know. */
    List<String> strangers(int count) {
        int first = issued;
        issued += count;
        return IntStream.range(first, issued).mapToObj(SampleTokens::token).toList();
    }

    int introspections() {
        return server.introspections() + basic.introspections();
    }

    int connections() {
        return server.connections() + basic.connections();
    }

    int mostAtOnce() {
        return Math.max(server.maxConcurrentIntrospections(), basic.maxConcurrentIntrospections());
    }

    @Override
    public void close() {
        server.close();
        basic.close();
    }
}
