package io.github.mfpjaxrs.security.internal.oauth;

import io.github.mfpjaxrs.security.benchmarks.SampleTokens;
import java.nio.charset.StandardCharsets;
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

/** The parts that read what comes from outside: the header field, and the server's answer. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class ParsingBenchmark {

    private final String field = "Bearer " + SampleTokens.token(1);
    private final BearerToken token = BearerToken.of(SampleTokens.token(1));
    private final TokenDigest digest = new TokenDigest("benchmark");
    private final IntrospectionReader reader = new IntrospectionReader();
    private final byte[] withoutUser =
            SampleTokens.answerWithoutUser(SampleTokens.token(1)).getBytes(StandardCharsets.UTF_8);
    private final byte[] withUser =
            SampleTokens.answerWithUser(SampleTokens.token(1)).getBytes(StandardCharsets.UTF_8);

    /** The grammar of a header field with a token of 1 KB. */
    @Benchmark
    public Object bearer() {
        return BearerToken.parse(field, 8_192);
    }

    /** The cache key of such a token: SHA-256 is the better part of a hit. */
    @Benchmark
    public Object key() {
        return digest.keyOf(token);
    }

    /** An answer about a device without a user. */
    @Benchmark
    public Object json() {
        return reader.read(withoutUser);
    }

    /** An answer about a user, with attributes. */
    @Benchmark
    public Object jsonWithUser() {
        return reader.read(withUser);
    }
}
