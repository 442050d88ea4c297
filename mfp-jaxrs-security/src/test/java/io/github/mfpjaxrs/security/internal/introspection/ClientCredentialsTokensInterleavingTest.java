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

/** Whatever threads do with the token of our own at the same time has an outcome that they could have had in turn. */
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
     * What must come out: the token there is, or the next if there is none. A second request for one token would skip a
     * number, and so would a late refusal that takes a newer token away.
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

    /** The real thing, with tokens that are numbered by a server that issues them. */
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

        /** Those that somebody has got: only they can be refused. */
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
