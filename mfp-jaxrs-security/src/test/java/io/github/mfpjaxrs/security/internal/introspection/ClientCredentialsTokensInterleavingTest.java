package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.fakes.FakeAuthorizationServer;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Param;
import org.jetbrains.kotlinx.lincheck.paramgen.IntGen;
import org.jetbrains.kotlinx.lincheck.strategy.stress.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Concurrent operations on the service's own token have an outcome that is also possible if they run one after
 * another.
 */
@Tag("interleaving")
class ClientCredentialsTokensInterleavingTest {

    @Test
    @Tag("F4")
    void getAndDiscardWhenThreadsMeetThenAsInTurn() {
        LinChecker.check(
                Shared.class,
                new StressOptions()
                        .threads(3)
                        .actorsPerThread(3)
                        .actorsBefore(1)
                        .actorsAfter(1)
                        .iterations(20)
                        .invocationsPerIteration(800)
                        .sequentialSpecification(InTurn.class));
    }

    /**
     * The expected outcome: the current token, or the next one if there is none. A second request for one token would
     * skip a number, as would a late refusal that discards a newer token.
     */
    public static final class InTurn {

        private int issued;
        private int current;

        public int get() {
            if (current == 0) {
                current = ++issued;
            }
            return current;
        }

        public void discard(int number) {
            if (current == number) {
                current = 0;
            }
        }
    }

    /** The real implementation, with a server that numbers the tokens that it issues. */
    @Param(name = "number", gen = IntGen.class, conf = "1:3")
    public static final class Shared {

        private static final Settings SETTINGS = TestSettings.with("mfp.timeout.total", "PT20S");

        private final Numbering server = new Numbering();
        private final ClientCredentialsTokens tokens = new ClientCredentialsTokens(
                server,
                EndpointSource.configured(SETTINGS, server, new KnownEndpoints(Duration.ofSeconds(20))),
                ClientAuthentication.configured(
                        SETTINGS,
                        EndpointSource.configured(SETTINGS, server, new KnownEndpoints(Duration.ofSeconds(20))),
                        new FakeClock()),
                SETTINGS,
                new FakeTicker());

        /** The tokens that a thread has obtained. Only these can be refused. */
        private final Map<Integer, ClientCredentialsToken> seen = new ConcurrentHashMap<>();

        @Operation
        public int get() {
            ClientCredentialsToken token = tokens.get();
            int number = Integer.parseInt(
                    token.credentials().authorization().orElseThrow().substring("Bearer ".length()));
            seen.put(number, token);
            return number;
        }

        @Operation
        public void discard(@Param(name = "number") int number) {
            ClientCredentialsToken refused = seen.get(number);
            if (refused != null) {
                tokens.discard(refused);
            }
        }
    }

    private static final class Numbering implements AuthorizationServer {

        private final AtomicInteger issued = new AtomicInteger();

        @Override
        public Answer requestToken(URI endpoint, ClientCredentials caller, String scope) {
            int number = issued.incrementAndGet();
            Thread.yield();
            return FakeAuthorizationServer.json(
                    "{\"access_token\":\"" + number + "\",\"token_type\":\"Bearer\",\"expires_in\":3599}");
        }

        @Override
        public Answer introspect(URI endpoint, ClientCredentials caller, String token) {
            throw new AssertionError("not asked for here");
        }

        @Override
        public Answer metadata(URI location) {
            throw new AssertionError("not asked for here");
        }
    }
}
