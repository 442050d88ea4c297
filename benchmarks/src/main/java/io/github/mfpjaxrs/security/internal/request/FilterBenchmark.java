package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.benchmarks.SampleTokens;
import io.github.mfpjaxrs.security.internal.introspection.JsonIntrospector;
import io.github.mfpjaxrs.security.internal.server.IntrospectionExecutor;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures all the work that this library does for a request, from reading the header field to publishing the caller,
 * excluding the container. Covers a hit, a refusal, and a miss with a server that responds immediately.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class FilterBenchmark {

    /** A filter with a filled cache. */
    @State(Scope.Benchmark)
    public static class Filled {

        /** The number of cached tokens. Requests cycle through all of them. */
        @Param({"1", "1000", "50000"})
        public int tokens;

        private final List<List<String>> authorizations = new ArrayList<>();
        private final FilterRig rig = new FilterRig(new JsonIntrospector(SampleTokens::answerWithUser), Runnable::run);
        private final ContainerRequestFilter filter = rig.filter();

        /** Fills the cache. */
        @Setup
        public void fill() throws IOException {
            rig.cache(tokens);
            for (int i = 0; i < tokens; i++) {
                authorizations.add(FilterRig.authorization(i));
            }
        }
    }

    /** A filter that introspects the token on each request. */
    @State(Scope.Benchmark)
    public static class Fresh {

        private final IntrospectionExecutor threads = new IntrospectionExecutor(64, Fresh.class.getClassLoader());
        private final JsonIntrospector server = new JsonIntrospector(SampleTokens::answerWithUser);
        private final ContainerRequestFilter direct = new FilterRig(server, Runnable::run).freshFilter();
        private final ContainerRequestFilter pooled = new FilterRig(server, threads).freshFilter();

        /** Stops the threads. */
        @TearDown
        public void end() {
            threads.close();
        }
    }

    /** The requests that one thread sends. */
    @State(Scope.Thread)
    public static class Requests {

        private static final int STEP = 7_919;

        private final FakeRequest request = new FakeRequest();
        private final FakeRequest anonymous = new FakeRequest();
        private final FakeRequest malformed = new FakeRequest().with(List.of("Bearer not a token"));
        private int next = System.identityHashCode(this);

        /** Prepares the request with the first token. */
        @Setup(Level.Trial)
        public void prepare() {
            request.with(FilterRig.authorization(0));
        }

        private FakeRequest next(Filled filled) {
            next = (next + STEP) & Integer.MAX_VALUE;
            return request.with(filled.authorizations.get(next % filled.tokens));
        }
    }

    /** Grants a request with a cached token. */
    @Benchmark
    public Object hit(Filled filled, Requests requests) throws IOException {
        FakeRequest request = requests.next(filled);
        filled.filter.filter(request);
        return request.getSecurityContext();
    }

    /** Runs {@link #hit} with 16 threads. */
    @Benchmark
    @Threads(16)
    public Object hitBy16Threads(Filled filled, Requests requests) throws IOException {
        return hit(filled, requests);
    }

    /** Refuses a request without a token. */
    @Benchmark
    public Object noToken(Fresh fresh, Requests requests) throws IOException {
        FakeRequest request = requests.anonymous.afresh();
        fresh.direct.filter(request);
        return request.abortedWith();
    }

    /** Refuses a request with a malformed token. */
    @Benchmark
    public Object malformedToken(Fresh fresh, Requests requests) throws IOException {
        FakeRequest request = requests.malformed.afresh();
        fresh.direct.filter(request);
        return request.abortedWith();
    }

    /**
     * Introspects a token on the request thread. This includes single flight, the guard, JSON parsing and the cache.
     */
    @Benchmark
    public Object miss(Fresh fresh, Requests requests) throws IOException {
        FakeRequest request = requests.request.afresh();
        fresh.direct.filter(request);
        return request.getSecurityContext();
    }

    /** Introspects a token on the library's own threads, as with a real server. */
    @Benchmark
    public Object missOverThreads(Fresh fresh, Requests requests) throws IOException {
        FakeRequest request = requests.request.afresh();
        fresh.pooled.filter(request);
        return request.getSecurityContext();
    }
}
