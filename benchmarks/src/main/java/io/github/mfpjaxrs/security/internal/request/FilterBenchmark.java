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
 * All that this library does for a request, from the header field to the published caller, without the container: on a
 * hit, on a refusal, and on a miss of a server that answers at once.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class FilterBenchmark {

    /** A filter whose cache is filled. */
    @State(Scope.Benchmark)
    public static class Filled {

        /** How many tokens are cached; requests bring all of them in turn. */
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

    /** A filter that asks each time. */
    @State(Scope.Benchmark)
    public static class Fresh {

        private final IntrospectionExecutor threads = new IntrospectionExecutor(64, Fresh.class.getClassLoader());
        private final JsonIntrospector server = new JsonIntrospector(SampleTokens::answerWithUser);
        private final ContainerRequestFilter direct = new FilterRig(server, Runnable::run).freshFilter();
        private final ContainerRequestFilter pooled = new FilterRig(server, threads).freshFilter();

        /** Ends the threads. */
        @TearDown
        public void end() {
            threads.close();
        }
    }

    /** The requests of one thread. */
    @State(Scope.Thread)
    public static class Requests {

        private static final int STEP = 7_919;

        private final FakeRequest request = new FakeRequest();
        private final FakeRequest anonymous = new FakeRequest();
        private final FakeRequest malformed = new FakeRequest().with(List.of("Bearer not a token"));
        private int next = System.identityHashCode(this);

        /** Gives it the token of one request. */
        @Setup(Level.Trial)
        public void prepare() {
            request.with(FilterRig.authorization(0));
        }

        private FakeRequest next(Filled filled) {
            next = (next + STEP) & Integer.MAX_VALUE;
            return request.with(filled.authorizations.get(next % filled.tokens));
        }
    }

    /** A cached token. */
    @Benchmark
    public Object hit(Filled filled, Requests requests) throws IOException {
        FakeRequest request = requests.next(filled);
        filled.filter.filter(request);
        return request.getSecurityContext();
    }

    /** The same, by sixteen threads. */
    @Benchmark
    @Threads(16)
    public Object hitBy16Threads(Filled filled, Requests requests) throws IOException {
        return hit(filled, requests);
    }

    /** No token, refused. */
    @Benchmark
    public Object noToken(Fresh fresh, Requests requests) throws IOException {
        FakeRequest request = requests.anonymous.afresh();
        fresh.direct.filter(request);
        return request.abortedWith();
    }

    /** Something that is no token, refused. */
    @Benchmark
    public Object malformedToken(Fresh fresh, Requests requests) throws IOException {
        FakeRequest request = requests.malformed.afresh();
        fresh.direct.filter(request);
        return request.abortedWith();
    }

    /** A token that the server is asked about, on the request's own thread: flight, guard, JSON, cache. */
    @Benchmark
    public Object miss(Fresh fresh, Requests requests) throws IOException {
        FakeRequest request = requests.request.afresh();
        fresh.direct.filter(request);
        return request.getSecurityContext();
    }

    /** The same over the threads that ask the server in earnest. */
    @Benchmark
    public Object missOverThreads(Fresh fresh, Requests requests) throws IOException {
        FakeRequest request = requests.request.afresh();
        fresh.pooled.filter(request);
        return request.getSecurityContext();
    }
}
