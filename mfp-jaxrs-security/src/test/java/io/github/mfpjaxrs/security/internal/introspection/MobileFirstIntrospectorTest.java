package io.github.mfpjaxrs.security.internal.introspection;

import static io.github.mfpjaxrs.security.internal.fakes.FakeAuthorizationServer.conflict;
import static io.github.mfpjaxrs.security.internal.fakes.FakeAuthorizationServer.error;
import static io.github.mfpjaxrs.security.internal.fakes.FakeAuthorizationServer.json;
import static io.github.mfpjaxrs.security.internal.fakes.FakeAuthorizationServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.internal.fakes.FakeAuthorizationServer;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure.Kind;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MobileFirstIntrospectorTest {

    private static final String TOKEN = "cl1ent-token";

    private static final AuthorizationServer.Answer ACTIVE = json("{\"active\":true}");

    private final FakeTicker ticker = new FakeTicker();
    private final FakeAuthorizationServer server = new FakeAuthorizationServer();
    private final TokenIntrospector introspector = introspector();

    @AutoClose("shutdownNow")
    private final ExecutorService executor = Executors.newCachedThreadPool();

    @Test
    void introspectWhenActiveThenAskedWithOurOwnToken() {
        server.issues("own").answers(json("{\"active\":true,\"username\":\"john\"}"));

        IntrospectionResult result = introspector.introspect(TOKEN);

        assertThat(result)
                .isInstanceOfSatisfying(
                        IntrospectionResult.Active.class,
                        active -> assertThat(active.token().userName()).contains("john"));
        assertThat(server.introspectionCalls).containsExactly(ClientCredentials.inHeader("Bearer own"));
        assertThat(server.introspected).containsExactly(TOKEN);
        assertThat(server.endpoints)
                .last()
                .isEqualTo(URI.create("https://mfp.example.com/mfp/api/az/v1/introspection"));
    }

    @Test
    @Tag("I2")
    void introspectWhenInactiveThenInactive() {
        server.issues("own").answers(json("{\"active\":false}"));

        assertThat(introspector.introspect(TOKEN)).isEqualTo(new IntrospectionResult.Inactive());
    }

    @ParameterizedTest
    @Tag("I4")
    @ValueSource(ints = {401, 403})
    void introspectWhenOwnTokenIsRefusedThenAnotherAndOnceMore(int status) {
        server.issues("old").answers(status(status)).issues("new").answers(json("{\"active\":false}"));

        IntrospectionResult result = introspector.introspect(TOKEN);

        assertThat(result).isEqualTo(new IntrospectionResult.Inactive());
        assertThat(server.introspectionCalls)
                .containsExactly(ClientCredentials.inHeader("Bearer old"), ClientCredentials.inHeader("Bearer new"));
        assertThat(server.tokenCalls).hasSize(2);
    }

    @Test
    @Tag("I4")
    void introspectWhenNewOwnTokenIsRefusedTooThenConfigurationTroubleAndNotAThirdTime() {
        server.issues("old").answers(status(401)).issues("new").answers(status(403));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> introspector.introspect(TOKEN))
                .withMessageStartingWith("configuration: ")
                .withMessageContaining("answered 403")
                .withMessageContaining("mfp.client-id")
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.CREDENTIALS_REJECTED))
                .satisfies(trouble -> assertThat(trouble.getRetryAfter()).contains(Duration.ofSeconds(30)));
        assertThat(server.introspected).hasSize(2);
    }

    @Test
    @Tag("I4")
    void introspectWhenBothOwnTokensWereRefusedThenNextCallGetsAThird() {
        server.issues("a").answers(status(401)).issues("b").answers(status(401));
        assertThatExceptionOfType(AuthorizationServerFailure.class).isThrownBy(() -> introspector.introspect(TOKEN));
        server.issues("c").answers(json("{\"active\":false}"));

        introspector.introspect(TOKEN);

        assertThat(server.introspectionCalls).last().isEqualTo(ClientCredentials.inHeader("Bearer c"));
    }

    @ParameterizedTest
    @Tag("R1")
    @ValueSource(ints = {401, 403})
    void introspectWhenRenewedTokenIsRefusedForOneTokenThenItIsThatTokensTrouble(int status) {
        server.issues("old")
                .answers(ACTIVE)
                .answers(status(status))
                .issues("new")
                .answers(status(status));
        introspector.introspect("good");

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> introspector.introspect("bad"))
                .withMessageContaining("for one token")
                .withMessageNotContaining("bad")
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.TOKEN_REFUSED))
                .satisfies(trouble -> assertThat(trouble.getRetryAfter()).isEmpty());

        server.answers(ACTIVE);
        introspector.introspect("another");
        assertThat(server.introspectionCalls)
                .as("the renewed token stays")
                .last()
                .isEqualTo(ClientCredentials.inHeader("Bearer new"));
    }

    @Test
    @Tag("R1")
    void introspectWhenOneTokenIsRefusedAgainAndAgainThenItRenewsOurOwnOnce() {
        server.issues("old").answers(ACTIVE).answers(status(401)).issues("new").answers(status(401));
        introspector.introspect("good");
        assertRefusedForItself("bad");

        for (int i = 0; i < 9; i++) {
            ticker.advance(Duration.ofSeconds(3));
            server.answers(status(401));
            assertRefusedForItself("bad");
        }

        assertThat(server.tokenCalls).hasSize(2);
        assertThat(server.introspected).hasSize(12);
    }

    @Test
    @Tag("R1")
    void introspectWhenManyTokensAreRefusedBesideGoodOnesThenRenewalsAreBounded() {
        server.issues("own").answers(ACTIVE);
        introspector.introspect("good");

        for (int i = 0; i < 100; i++) {
            server.issues("own" + i).answers(status(401)).answers(status(401));
            assertRefusedForItself("bad" + i);
            server.forgetAnswers().answers(ACTIVE);
            introspector.introspect("good" + i);
            ticker.advance(Duration.ofMillis(100));
        }

        // Three calls at once, and one every five seconds. Ten seconds have passed.
        assertThat(server.tokenCalls).hasSizeBetween(2, 7);
    }

    @Test
    @Tag("R1")
    void introspectWhenRefusedTokensFollowEachOtherThenNoneIsOurFault() {
        server.issues("own").answers(ACTIVE);
        introspector.introspect("good");

        for (int i = 0; i < 100; i++) {
            server.forgetAnswers().issues("own" + i).answers(status(401)).answers(status(401));
            assertRefusedForItself("bad" + i);
            ticker.advance(Duration.ofMillis(100));
        }
    }

    @Test
    @Tag("I4")
    @Tag("R1")
    void introspectWhenOwnTokenIsRevokedAgainAndAgainThenEachTimeRenewed() {
        server.issues("own").answers(ACTIVE);
        introspector.introspect("good");

        for (int i = 0; i < 20; i++) {
            server.answers(status(401)).issues("own" + i).answers(ACTIVE);

            assertThat(introspector.introspect("good" + i)).isInstanceOf(IntrospectionResult.Active.class);
        }

        assertThat(server.tokenCalls).hasSize(21);
    }

    /** More threads than the limit permits renewals find the same access token rejected. */
    @RepeatedTest(20)
    @Tag("F4")
    @Tag("R1")
    void introspectWhenOwnTokenIsRejectedForManyAtTheSameTimeThenRenewedOnceForAll() throws Exception {
        int threads = 12;
        RevokingServer revoking = new RevokingServer(threads);
        TokenIntrospector shared = introspector(revoking);
        shared.introspect("good");
        shared.introspect("better");
        revoking.revoke();

        List<IntrospectionResult> results = new ArrayList<>();
        for (Future<IntrospectionResult> result : executor.invokeAll(IntStream.range(0, threads)
                .<Callable<IntrospectionResult>>mapToObj(i -> () -> shared.introspect("token" + i))
                .toList())) {
            results.add(result.get());
        }

        assertThat(results).hasSize(threads).hasOnlyElementsOfType(IntrospectionResult.Active.class);
        assertThat(revoking.issued).hasValue(2);
    }

    @Test
    @Tag("R1")
    void introspectWhenOwnTokenIsRevokedAmongRefusedTokensThenRenewedAfterAMoment() {
        server.issues("own").answers(ACTIVE);
        introspector.introspect("good");
        for (int i = 0; i < 10; i++) {
            server.forgetAnswers().issues("own" + i).answers(status(401)).answers(status(401));
            assertRefusedForItself("bad" + i);
        }
        ticker.advance(Duration.ofSeconds(1));

        server.forgetAnswers().answers(status(401)).issues("renewed").answers(ACTIVE);

        assertThat(introspector.introspect("good")).isInstanceOf(IntrospectionResult.Active.class);
    }

    @Test
    @Tag("I4")
    @Tag("R1")
    void introspectWhenNothingIsAcceptedAnyMoreThenConfigurationTroubleAfterAWhile() {
        server.issues("own").answers(ACTIVE);
        introspector.introspect("good");
        server.answers(status(401)).issues("second").answers(status(401));
        assertRefusedForItself("one");
        ticker.advance(Duration.ofSeconds(30));

        server.answers(status(401)).issues("third").answers(status(401));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> introspector.introspect("two"))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.CREDENTIALS_REJECTED))
                .satisfies(trouble -> assertThat(trouble.getRetryAfter())
                        .as("clients could bring it about")
                        .isEmpty());
    }

    @Test
    @Tag("R1")
    void introspectWhenOneTokenIsRefusedForEverThenItNeverBecomesOurFault() {
        server.issues("own").answers(ACTIVE);
        introspector.introspect("good");

        for (int i = 0; i < 20; i++) {
            server.forgetAnswers().issues("own" + i).answers(status(401)).answers(status(401));
            assertRefusedForItself("bad");
            ticker.advance(Duration.ofSeconds(10));
        }
    }

    @Test
    @Tag("R1")
    void introspectWhenOnlyTheSameTokenWasAcceptedThenThatIsNoEvidence() {
        server.issues("own").answers(ACTIVE).answers(status(401)).issues("new").answers(status(401));
        introspector.introspect("same");

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> introspector.introspect("same"))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.CREDENTIALS_REJECTED));
    }

    @ParameterizedTest
    @Tag("R1")
    @ValueSource(ints = {400, 401, 403, 404})
    void introspectWhenClientErrorMeansInactiveThenInactiveIfOthersAreAccepted(int status) {
        TokenIntrospector lenient = introspector("mfp.introspection.client-error-means-inactive", "true");
        server.issues("old").answers(ACTIVE).answers(status(status));
        lenient.introspect("good");
        if (status == 401 || status == 403) {
            server.issues("new").answers(status(status));
        }

        assertThat(lenient.introspect("unknown")).isEqualTo(new IntrospectionResult.Inactive());
    }

    @ParameterizedTest
    @Tag("R1")
    @ValueSource(ints = {400, 401, 403, 404})
    void introspectWhenClientErrorMeansInactiveAndNothingIsAcceptedThenTrouble(int status) {
        TokenIntrospector lenient = introspector("mfp.introspection.client-error-means-inactive", "true");
        server.issues("old").answers(status(status)).issues("new").answers(status(status));

        assertThatExceptionOfType(AuthorizationServerFailure.class).isThrownBy(() -> lenient.introspect("unknown"));
    }

    @ParameterizedTest
    @Tag("R1")
    @ValueSource(ints = {400, 404})
    void introspectWhenClientErrorsMeanNothingSpecialThenTrouble(int status) {
        server.issues("own").answers(ACTIVE).answers(status(status));
        introspector.introspect("good");

        assertTrouble(Kind.BAD_ANSWER, "the authorization server's introspection endpoint answered " + status);
    }

    @Test
    @Tag("R1")
    void introspectWhenOtherServerRefusesOneTokenThenItIsThatTokensTrouble() {
        TokenIntrospector standard = introspector("mfp.introspection.authentication", "basic");
        server.answers(ACTIVE).answers(status(401)).answers(ACTIVE);
        standard.introspect("good");

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> standard.introspect("bad"))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.TOKEN_REFUSED));
        assertThat(standard.introspect("another")).isInstanceOf(IntrospectionResult.Active.class);
    }

    private void assertRefusedForItself(String token) {
        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> introspector.introspect(token))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.TOKEN_REFUSED));
    }

    @Test
    void introspectWhenOwnTokenCannotBeHadThenTroubleIsNotTheTokens() {
        server.issues(status(500));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> introspector.introspect(TOKEN))
                .satisfies(
                        trouble -> assertThat(trouble.isIntrospectionResponse()).isFalse())
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.SERVER_ERROR));
    }

    @Test
    @Tag("M1")
    void introspectWhenConflictWithItsFieldThenConflict() {
        server.issues("own").answers(conflict("sync"));

        assertThat(introspector.introspect(TOKEN)).isEqualTo(new IntrospectionResult.Conflict("sync"));
    }

    @Test
    @Tag("M2")
    void introspectWhenConflictWithoutItsFieldThenTrouble() {
        server.issues("own").answers(status(409));

        assertTrouble(Kind.BAD_ANSWER, "the authorization server's introspection endpoint answered 409");
    }

    @ParameterizedTest
    @Tag("I5")
    @CsvSource({
        "201, BAD_ANSWER",
        "204, BAD_ANSWER",
        "302, BAD_ANSWER",
        "307, BAD_ANSWER",
        "400, BAD_ANSWER",
        "404, BAD_ANSWER",
        "418, BAD_ANSWER",
        "429, THROTTLED",
        "499, BAD_ANSWER",
        "500, SERVER_ERROR",
        "503, SERVER_ERROR",
        "599, SERVER_ERROR"
    })
    void introspectWhenStatusIsAnotherThenTroubleOfItsKind(int status, Kind kind) {
        server.issues("own").answers(status(status));

        assertTrouble(kind, "the authorization server's introspection endpoint answered " + status);
    }

    @ParameterizedTest
    @CsvSource({"429, THROTTLED", "503, SERVER_ERROR", "404, BAD_ANSWER"})
    void introspectWhenServerAsksForAPauseThenTroubleCarriesIt(int status, Kind kind) {
        server.issues("own").answers(status(status, Duration.ofSeconds(7)));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> introspector.introspect(TOKEN))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(kind))
                .satisfies(trouble -> assertThat(trouble.getRetryAfter()).contains(Duration.ofSeconds(7)));
    }

    @Test
    void introspectWhenThrottledWithoutAPauseThenASecond() {
        server.issues("own").answers(status(429));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> introspector.introspect(TOKEN))
                .satisfies(trouble -> assertThat(trouble.getRetryAfter()).contains(Duration.ofSeconds(1)));
    }

    @Test
    @Tag("I3")
    void introspectWhenBodyIsEmptyThenTrouble() {
        server.issues("own").answers(json(""));

        assertThatExceptionOfType(AuthorizationServerFailure.class).isThrownBy(() -> introspector.introspect(TOKEN));
    }

    @ParameterizedTest
    @CsvSource({"basic", "form"})
    void introspectWhenConfiguredForOtherServersThenOwnCredentialsAndNoOwnToken(String authentication) {
        server.answers(json("{\"active\":false}"));
        TokenIntrospector standard = introspector("mfp.introspection.authentication", authentication);

        assertThat(standard.introspect(TOKEN)).isEqualTo(new IntrospectionResult.Inactive());
        assertThat(server.tokenCalls).isEmpty();
        assertThat(server.introspectionCalls).hasSize(1);
    }

    @Test
    void introspectWhenOtherServerRejectsUsThenConfigurationTrouble() {
        TokenIntrospector standard = introspector("mfp.introspection.authentication", "form");
        server.answers(status(401)).answers(error(400, "invalid_client")).answers(error(400, "invalid_request"));

        assertRejected(standard);
        assertRejected(standard);
        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> standard.introspect(TOKEN))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.BAD_ANSWER));
    }

    private static void assertRejected(TokenIntrospector introspector) {
        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> introspector.introspect(TOKEN))
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(Kind.CREDENTIALS_REJECTED))
                .satisfies(trouble -> assertThat(trouble.getRetryAfter()).contains(Duration.ofSeconds(30)))
                .satisfies(trouble -> assertThat(trouble).hasMessageNotContaining(TestSettings.SECRET));
    }

    private TokenIntrospector introspector(String... keysAndValues) {
        return introspector(server, keysAndValues);
    }

    private TokenIntrospector introspector(AuthorizationServer asked, String... keysAndValues) {
        return IntrospectorFactory.create(
                TestSettings.with(keysAndValues),
                asked,
                new KnownEndpoints(Duration.ofSeconds(20)),
                ticker,
                new FakeClock());
    }

    private void assertTrouble(Kind kind, String message) {
        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> introspector.introspect(TOKEN))
                .withMessageStartingWith(message)
                .satisfies(trouble -> assertThat(trouble.kind()).isEqualTo(kind));
    }

    /** Revokes its first token, and rejects that token only after all threads have used it. */
    private static final class RevokingServer implements AuthorizationServer {

        private final AtomicInteger issued = new AtomicInteger();
        private final CyclicBarrier everybody;
        private volatile boolean revoked;

        private RevokingServer(int threads) {
            this.everybody = new CyclicBarrier(threads);
        }

        void revoke() {
            revoked = true;
        }

        @Override
        public Answer requestToken(URI endpoint, ClientCredentials caller, String scope) {
            return json("{\"access_token\":\"own" + issued.incrementAndGet()
                    + "\",\"token_type\":\"Bearer\",\"expires_in\":3599}");
        }

        @Override
        public Answer introspect(URI endpoint, ClientCredentials caller, String token) {
            if (!revoked || !caller.equals(ClientCredentials.inHeader("Bearer own1"))) {
                return ACTIVE;
            }
            try {
                everybody.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new AssertionError("not all threads used the revoked token", e);
            }
            return status(401);
        }

        @Override
        public Answer metadata(URI location) {
            throw new AssertionError("no metadata is asked for here");
        }
    }
}
