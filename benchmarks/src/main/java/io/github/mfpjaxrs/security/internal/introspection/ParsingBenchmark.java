package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.benchmarks.SampleTokens;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures the parsers for external input, which consists of the header field and the server's response. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class ParsingBenchmark {

    private static final int FIELDS = 512;

    private final String[] fields = new Random(1)
            .ints(FIELDS, 0, Integer.MAX_VALUE)
            .mapToObj(seed -> "Bearer " + SampleTokens.random(seed, SampleTokens.LENGTH))
            .toArray(String[]::new);
    private final BearerToken token = BearerToken.of(SampleTokens.token(1));
    private final TokenDigest digest = new TokenDigest("benchmark");
    private final IntrospectionReader reader = new IntrospectionReader("default");
    private final byte[] withoutUser =
            SampleTokens.answerWithoutUser(SampleTokens.token(1)).getBytes(StandardCharsets.UTF_8);
    private final byte[] withUser =
            SampleTokens.answerWithUser(SampleTokens.token(1)).getBytes(StandardCharsets.UTF_8);
    private int next;

    /** Parses header fields with 1 KB tokens. There are too many for branch prediction to learn their contents. */
    @Benchmark
    public Object bearer() {
        next = (next + 1) % FIELDS;
        return BearerToken.parse(fields[next], 8_192);
    }

    /** Computes the cache key for a token. SHA-256 accounts for the larger part of a hit. */
    @Benchmark
    public Object key() {
        return digest.keyOf(token);
    }

    /** Parses a response for a device without a user. */
    @Benchmark
    public Object json() {
        return reader.read(withoutUser);
    }

    /** Parses a response for a user with attributes. */
    @Benchmark
    public Object jsonWithUser() {
        return reader.read(withUser);
    }
}
