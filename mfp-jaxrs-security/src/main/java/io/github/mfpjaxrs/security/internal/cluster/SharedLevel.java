package io.github.mfpjaxrs.security.internal.cluster;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.guard.SecondLevel;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.SaturatedMillis;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import io.github.mfpjaxrs.security.spi.SharedTokenCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Searches the store shared by the instances. An entry is accepted only if it is authentic, belongs to the token, is
 * recent, has not expired, and is newer than every matching eviction known to this instance. Thread-safe.
 */
final class SharedLevel implements SecondLevel {

    private static final int LARGEST = 64 * 1_024;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

    private final SharedTokenCache store;
    private final List<SealingKeys> secrets;
    private final String[] context;
    private final Settings settings;
    private final BoundedCalls calls;
    private final Evictions evictions;
    private final BooleanSupplier ready;
    private final Ticker ticker;
    private final InstantSource clock;
    private final SharedEntry.Format format = new SharedEntry.Format();
    private final RejectedCount rejected =
            new RejectedCount("MFP shared cache: {0} entries so far were forged, damaged, or sealed with another"
                    + " mfp.shared-cache.secret; their tokens are introspected");

    /** Finds the evictions known to this instance that match a token. */
    @FunctionalInterface
    interface Evictions extends BiFunction<TokenKey, AccessToken, List<String>> {}

    /**
     * @param secrets the current secret, followed by the previous secret if there is one
     * @param ready whether all recent evictions from other instances are known
     */
    SharedLevel(
            SharedTokenCache store,
            List<SealingKeys> secrets,
            Settings settings,
            BoundedCalls calls,
            Evictions evictions,
            BooleanSupplier ready,
            Ticker ticker,
            InstantSource clock) {
        this.store = store;
        this.secrets = List.copyOf(secrets);
        this.context = context(settings);
        this.settings = settings;
        this.calls = calls;
        this.evictions = evictions;
        this.ready = ready;
        this.ticker = ticker;
        this.clock = clock;
    }

    /** Returns the settings on which a response depends, in addition to the token. */
    private static String[] context(Settings settings) {
        return new String[] {
            settings.server().name(),
            settings.issuer(),
            settings.server().url().toString(),
            settings.introspection().endpoint().map(Object::toString).orElse(""),
            settings.server().clientId(),
            settings.rules().audience().stream().sorted().toList().toString()
        };
    }

    @Override
    public CompletionStage<Lookup> find(TokenKey key, BearerToken token, long earliestNanos) {
        if (!ready.getAsBoolean()) {
            return CompletableFuture.completedFuture(new Lookup.NotFound(Turn.ALONE));
        }
        List<String> names = secrets.stream().map(keys -> name(keys, token)).toList();
        return search(
                new Search(key, names, earliestNanos),
                FIRST_PAUSE,
                ticker.read() + settings.shared().longestWait().toNanos());
    }

    private String name(SealingKeys keys, BearerToken token) {
        String[] parts = new String[context.length + 1];
        System.arraycopy(context, 0, parts, 0, context.length);
        parts[context.length] = token.value();
        return keys.name(parts);
    }

    /**
     * A search for a token's entry.
     *
     * @param key the token's cache key
     * @param names the entry's names, one for each secret
     * @param earliestNanos the ticker reading at or after which the response must have been requested
     */
    private record Search(TokenKey key, List<String> names, long earliestNanos) {

        String name() {
            return names.get(0);
        }
    }

    private CompletionStage<Lookup> search(Search search, Duration pause, long untilNanos) {
        return calls.<Optional<Lookup>>call(() -> attempt(search), late -> giveBack(search, late))
                .handle((found, failure) -> {
                    if (failure != null) {
                        return alone();
                    }
                    if (found.isPresent()) {
                        return CompletableFuture.completedFuture(found.get());
                    }
                    return untilNanos - ticker.read() > 0 ? searchAgain(search, pause, untilNanos) : asLast(search);
                })
                .thenCompose(Function.identity());
    }

    private static CompletableFuture<Lookup> alone() {
        return CompletableFuture.completedFuture(new Lookup.NotFound(Turn.ALONE));
    }

    /** Makes this instance introspect the token too, because the instance that holds the claim might have failed. */
    private CompletableFuture<Lookup> asLast(Search search) {
        return CompletableFuture.completedFuture(new Lookup.NotFound(new Introspection(search, false)));
    }

    private CompletableFuture<Lookup> searchAgain(Search search, Duration pause, long untilNanos) {
        Executor later = CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, Runnable::run);
        Duration longer = pause.multipliedBy(2);
        return CompletableFuture.supplyAsync(
                        () -> search(search, longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE, untilNanos),
                        later)
                .thenCompose(Function.identity());
    }

    /** Searches the store once. Returns an empty result while another instance is introspecting the token. */
    private Optional<Lookup> attempt(Search search) {
        Lookup found = read(search);
        if (found != null) {
            return Optional.of(found);
        }
        if (settings.shared().longestWait().isZero()) {
            return Optional.of(new Lookup.NotFound(new Introspection(search, false)));
        }
        if (!store.claim(search.name(), settings.timeouts().total())) {
            return Optional.empty();
        }
        // Another instance might have stored a result and released its claim since this instance read the store.
        Lookup since = read(search);
        if (since != null) {
            store.release(search.name());
            return Optional.of(since);
        }
        return Optional.of(new Lookup.NotFound(new Introspection(search, true)));
    }

    private void giveBack(Search search, Optional<Lookup> late) {
        if (late.isPresent()
                && late.get() instanceof Lookup.NotFound notFound
                && notFound.turn() instanceof Introspection introspection
                && introspection.claimed()) {
            store.release(search.name());
        }
    }

    private @Nullable Lookup read(Search search) {
        for (int i = 0; i < secrets.size(); i++) {
            String name = search.names().get(i);
            byte[] sealed = store.get(name);
            if (sealed != null) {
                Lookup found = accept(
                        search,
                        sealed.length > 2 * LARGEST
                                ? Optional.empty()
                                : secrets.get(i).open(name, sealed));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable Lookup accept(Search search, Optional<byte[]> opened) {
        if (opened.isEmpty()) {
            rejected.increment();
            return null;
        }
        SharedEntry entry;
        try {
            entry = format.read(opened.get());
        } catch (RuntimeException notUnderstood) {
            rejected.increment();
            return null;
        }
        Duration age = Duration.between(entry.requestedAt(), clock.instant());
        long requestedAtNanos = ticker.read() - (age.isNegative() ? 0 : saturatedNanos(age));
        boolean usable = age.negated().compareTo(settings.rules().clockSkew()) <= 0
                && requestedAtNanos - search.earliestNanos() >= 0
                && !isExpired(entry.token())
                && isNewerThanEvictions(search.key(), entry);
        return usable ? new Lookup.Found(entry.token(), requestedAtNanos) : null;
    }

    /**
     * Converts an age to nanoseconds. A very long age is capped at a value that is still refused but can be
     * subtracted from any ticker reading.
     */
    private static long saturatedNanos(Duration age) {
        return age.compareTo(Duration.ofDays(1)) < 0
                ? age.toNanos()
                : Duration.ofDays(2).toNanos();
    }

    private boolean isExpired(AccessToken token) {
        return token.expiresAt()
                .filter(expiry -> SaturatedMillis.fromInstant(expiry) <= clock.millis())
                .isPresent();
    }

    /**
     * Whether the writing instance had applied all matching evictions before it requested the response. No clocks are
     * compared.
     */
    private boolean isNewerThanEvictions(TokenKey key, SharedEntry entry) {
        Set<String> applied = new HashSet<>(entry.evictions());
        return applied.containsAll(evictions.apply(key, entry.token()));
    }

    long rejected() {
        return rejected.sum();
    }

    /** An introspection by this instance. */
    private final class Introspection implements Turn {

        private final Search search;
        private final boolean claimed;

        Introspection(Search search, boolean claimed) {
            this.search = search;
            this.claimed = claimed;
        }

        boolean claimed() {
            return claimed;
        }

        @Override
        public void active(AccessToken token, long requestedAtNanos, List<String> applied) {
            calls.send(() -> {
                try {
                    put(token, requestedAtNanos, applied);
                } finally {
                    release();
                }
            });
        }

        private void put(AccessToken token, long requestedAtNanos, List<String> applied) {
            Duration age = Duration.ofNanos(Math.max(0, ticker.read() - requestedAtNanos));
            SharedEntry entry = new SharedEntry(token, clock.instant().minus(age), applied);
            byte[] plain;
            try {
                plain = format.write(entry);
            } catch (IllegalArgumentException notJson) {
                // A custom introspector returned a claim that cannot be written as JSON, so the token is not shared.
                return;
            }
            if (plain.length <= LARGEST) {
                byte[] sealed = secrets.get(0).seal(search.name(), plain);
                store.put(search.name(), sealed, settings.cache().maxAge());
            }
        }

        @Override
        public void nothing() {
            if (claimed) {
                calls.send(this::release);
            }
        }

        private void release() {
            if (claimed) {
                store.release(search.name());
            }
        }
    }
}
