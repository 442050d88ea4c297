package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.benchmarks.SampleTokens;
import io.github.mfpjaxrs.security.internal.introspection.JsonIntrospector;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Simulates several instances of an application, each with its own cache, behind a load balancer without affinity. All
 * instances run in this process without a network. Only the calls to the authorization server are counted.
 */
public final class Instances {

    private static final int TOKENS = 100;
    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final int REQUESTS_PER_MILLISECOND = 20;

    private final Random random = new Random(1);
    private final List<ContainerRequestFilter> filters = new ArrayList<>();
    private final List<List<String>> authorizations = new ArrayList<>();
    private int calls;

    private Instances(int count) {
        JsonIntrospector server = new JsonIntrospector(token -> {
            calls++;
            return SampleTokens.answerWithUser(token);
        });
        for (int i = 0; i < count; i++) {
            filters.add(new FilterRig(server, Runnable::run, MAX_AGE).filter());
        }
        for (int i = 0; i < TOKENS; i++) {
            authorizations.add(FilterRig.authorization(i));
        }
    }

    /**
     * Returns the number of calls per second to the server if the instances receive 20,000 requests per second with
     * 100 tokens and use each response for one second.
     *
     * @param count the number of instances
     * @param seconds how long to count
     */
    public static double callsPerSecond(int count, int seconds) throws IOException, InterruptedException {
        Instances instances = new Instances(count);
        instances.serve((int) MAX_AGE.toMillis());
        instances.calls = 0;
        long start = System.nanoTime();
        instances.serve(seconds * 1_000);
        return instances.calls * 1e9 / (System.nanoTime() - start);
    }

    private void serve(int milliseconds) throws IOException, InterruptedException {
        FakeRequest request = new FakeRequest();
        for (int i = 0; i < milliseconds; i++) {
            for (int j = 0; j < REQUESTS_PER_MILLISECOND; j++) {
                filters.get(random.nextInt(filters.size()))
                        .filter(request.with(authorizations.get(random.nextInt(TOKENS))));
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
