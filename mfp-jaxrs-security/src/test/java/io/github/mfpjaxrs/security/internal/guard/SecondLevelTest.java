package io.github.mfpjaxrs.security.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.internal.cache.IntrospectionCache;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.decision.DetachedValidation;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeIntrospector;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.HandExecutor;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an introspection does with a cache that is shared with other instances, and what it reports to that cache. */
@Tag("T1")
class SecondLevelTest {

    private static final BearerToken TOKEN = BearerToken.of("token");
    private static final AccessToken SHARED = DetachedValidation.token("shared");
    private static final AccessToken OWN = DetachedValidation.token("own");

    private final FakeTicker ticker = new FakeTicker();
    private final FakeClock clock = new FakeClock();
    private final FakeIntrospector introspector = new FakeIntrospector().active(OWN);
    private final HandExecutor executor = new HandExecutor();
    private final Settings settings = TestSettings.with(
            "mfp.introspection.max-concurrent", "1", "mfp.introspection.max-queued", "0", "mfp.retry.max", "0");
    private final TokenDigest digest = new TokenDigest("server");
    private final TokenKey key = digest.keyOf(TOKEN);
    private final IntrospectionCache cache = new IntrospectionCache(settings.cache(), digest, ticker, clock);
    private final SingleFlight introspections =
            new SingleFlight(introspector, cache, settings, executor, Instrumentation.NONE, ticker, clock);
    private final List<CompletableFuture<SecondLevel.Lookup>> searches = new ArrayList<>();
    private final List<String> reports = new ArrayList<>();

    private final SecondLevel.Turn turn = new SecondLevel.Turn() {

        @Override
        public void active(AccessToken token, long requestedAtNanos, List<String> evictions) {
            reports.add("active " + token.scopes() + " " + evictions.size());
        }

        @Override
        public void nothing() {
            reports.add("nothing");
        }
    };

    SecondLevelTest() {
        introspections.connect((searched, token, earliestNanos) -> {
            CompletableFuture<SecondLevel.Lookup> search = new CompletableFuture<>();
            searches.add(search);
            return search;
        });
    }

    @Test
    void introspectWhenAnotherInstanceHasAResultThenItIsUsedAndCachedAsThatInstances() {
        SingleFlight.Pending pending = introspect();

        searches.get(0).complete(new SecondLevel.Lookup.Found(SHARED, ticker.read()));

        assertThat(pending.await()).isEqualTo(new IntrospectionResult.Active(SHARED));
        assertThat(pending.isShared()).isTrue();
        assertThat(introspector.asked).isEmpty();
        assertThat(cache.find(key)).isNotNull().satisfies(cached -> {
            assertThat(cached.isShared()).isTrue();
            assertThat(cached.token()).isSameAs(SHARED);
        });
    }

    @Test
    void introspectWhenNoInstanceHasAResultThenIntrospectedAndReported() {
        SingleFlight.Pending pending = introspect();

        searches.get(0).complete(new SecondLevel.Lookup.NotFound(turn));

        assertThat(pending.await()).isEqualTo(new IntrospectionResult.Active(OWN));
        assertThat(pending.isShared()).isFalse();
        assertThat(reports).containsExactly("active [own] 0");
    }

    @Test
    void introspectWhenTokenIsInactiveThenNothingIsReported() {
        introspector.inactive();
        SingleFlight.Pending pending = introspect();

        searches.get(0).complete(new SecondLevel.Lookup.NotFound(turn));

        assertThat(pending.await()).isEqualTo(new IntrospectionResult.Inactive());
        assertThat(reports).containsExactly("nothing");
    }

    @Test
    void introspectWhenServerFailsThenNothingIsReported() {
        introspector.fails(AuthorizationServerFailure.timeout("late"));
        SingleFlight.Pending pending = introspect();

        searches.get(0).complete(new SecondLevel.Lookup.NotFound(turn));

        assertThatExceptionOfType(AuthorizationServerException.class).isThrownBy(pending::await);
        assertThat(reports).containsExactly("nothing");
    }

    @Test
    void introspectWhenThereIsNoPlaceThenNothingIsReportedAndTheRequestFails() {
        executor.hold();
        introspections.introspectHere(digest.keyOf(BearerToken.of("other")), BearerToken.of("other"), ticker.read());
        SingleFlight.Pending pending = introspect();

        searches.get(0).complete(new SecondLevel.Lookup.NotFound(turn));

        assertThatExceptionOfType(AuthorizationServerException.class).isThrownBy(pending::await);
        assertThat(reports).containsExactly("nothing");
    }

    @Test
    void introspectWhenTokenWasEvictedDuringTheSearchThenTheSharedResultIsNotUsed() {
        SingleFlight.Pending pending = introspect();
        cache.evict(TOKEN.value());

        searches.get(0).complete(new SecondLevel.Lookup.Found(SHARED, ticker.read()));

        assertThat(pending.await()).isEqualTo(new IntrospectionResult.Active(OWN));
        assertThat(pending.isShared()).isFalse();
    }

    @Test
    void introspectWhenANewerIntrospectionHasReplacedTheSearchThenTheSharedResultIsNotCached() {
        cache.connect(Duration.ofMinutes(5), ticker, eviction -> {});
        SingleFlight.Pending before = introspect();
        cache.evict("another token");
        SingleFlight.Pending after = introspect();

        searches.get(0).complete(new SecondLevel.Lookup.Found(SHARED, ticker.read()));

        assertThat(before.await()).isEqualTo(new IntrospectionResult.Active(SHARED));
        assertThat(cache.find(key)).isNull();
        searches.get(1).complete(new SecondLevel.Lookup.NotFound(turn));
        assertThat(after.await()).isEqualTo(new IntrospectionResult.Active(OWN));
        assertThat(cache.find(key))
                .isNotNull()
                .satisfies(cached -> assertThat(cached.isShared()).isFalse());
    }

    @Test
    void introspectWhenTheResultComesTooLateThenNothingIsReported() {
        introspector.answers(() -> {
            ticker.advance(settings.timeouts().total());
            introspect();
            return new IntrospectionResult.Active(OWN);
        });
        introspect();

        searches.get(0).complete(new SecondLevel.Lookup.NotFound(turn));

        assertThat(reports).containsExactly("nothing");
        assertThat(cache.find(key)).isNull();
    }

    @Test
    void introspectWhenAThreadIsFreeTooLateThenNothingIsReported() {
        executor.hold();
        introspect();
        searches.get(0).complete(new SecondLevel.Lookup.NotFound(turn));
        ticker.advance(settings.timeouts().total());
        introspect();

        executor.runAll();

        assertThat(reports).containsExactly("nothing");
        assertThat(cache.find(key)).isNull();
    }

    @Test
    void introspectHereWhenAnotherInstanceHasAResultThenNotSearchedFor() {
        SingleFlight.Pending pending = introspections.introspectHere(key, TOKEN, ticker.read());

        assertThat(pending.await()).isEqualTo(new IntrospectionResult.Active(OWN));
        assertThat(searches).isEmpty();
    }

    @Test
    void acceptsSharedWhenTheAgeLimitIsTheCachesThenTrueAndOtherwiseFalse() {
        long oldest = ticker.read() - settings.cache().maxAge().toNanos();

        assertThat(introspections.acceptsShared(oldest)).isTrue();
        assertThat(introspections.acceptsShared(oldest + 1)).isFalse();
    }

    private SingleFlight.Pending introspect() {
        long oldest = ticker.read() - settings.cache().maxAge().toNanos();
        return introspections.introspect(key, TOKEN, oldest);
    }
}
