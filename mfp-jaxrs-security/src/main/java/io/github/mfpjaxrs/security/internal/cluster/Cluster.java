package io.github.mfpjaxrs.security.internal.cluster;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.internal.cache.IntrospectionCache;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.guard.SecondLevel;
import io.github.mfpjaxrs.security.spi.EvictionChannel;
import io.github.mfpjaxrs.security.spi.SharedTokenCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Connects this instance to the application's other instances if there are beans that transmit evictions or store
 * responses. Otherwise starts no threads and changes nothing. Thread-safe.
 */
public final class Cluster implements AutoCloseable {

    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final List<AutoCloseable> parts = new ArrayList<>();

    private Cluster() {}

    /**
     * The beans provided by the application or an extension.
     *
     * @param evictions transmits evictions
     * @param shared stores introspection responses
     */
    public record Beans(Optional<EvictionChannel> evictions, Optional<SharedTokenCache> shared) {}

    /**
     * An authorization server used by this instance. Authorization servers share nothing with each other.
     *
     * @param settings the server's configuration
     * @param cache this instance's cache for the server
     * @param connectSecondLevel registers a second-level cache, which is searched when that cache has no result
     */
    public record Member(Settings settings, IntrospectionCache cache, Consumer<SecondLevel> connectSecondLevel) {}

    /**
     * Connects this instance to the others if the necessary beans exist.
     *
     * @param shared the settings for sharing
     * @param members the authorization servers used by this instance
     * @throws ConfigurationException if anything is shared but no secret is configured
     */
    public static Cluster connect(
            Beans beans,
            Settings.Shared shared,
            ClassLoader loader,
            List<Member> members,
            Ticker ticker,
            InstantSource clock) {
        Cluster cluster = new Cluster();
        if (beans.evictions().isPresent() || beans.shared().isPresent()) {
            cluster.start(beans, shared, loader, List.copyOf(members), ticker, clock);
        }
        return cluster;
    }

    private void start(
            Beans beans,
            Settings.Shared settings,
            ClassLoader loader,
            List<Member> members,
            Ticker ticker,
            InstantSource clock) {
        List<SealingKeys> secrets = secrets(settings);
        EvictionExchange exchange = beans.evictions()
                .map(channel -> new EvictionExchange(channel, secrets, members, loader))
                .orElse(null);
        for (Member member : members) {
            String server = member.settings().server().name();
            member.cache().connect(retention(member.settings()), ticker, eviction -> {
                if (exchange != null) {
                    exchange.announce(server, eviction);
                }
            });
        }
        beans.shared().ifPresent(store -> {
            BoundedCalls calls = new BoundedCalls(settings.timeout(), loader);
            parts.add(calls);
            for (Member member : members) {
                member.connectSecondLevel()
                        .accept(new SharedLevel(
                                store,
                                secrets,
                                member.settings(),
                                calls,
                                member.cache()::evictionsOf,
                                () -> isReady(exchange),
                                ticker,
                                clock));
            }
        });
        if (exchange != null) {
            parts.add(exchange);
            exchange.start();
        }
    }

    private static boolean isReady(@Nullable EvictionExchange exchange) {
        return exchange == null || exchange.isSubscribed();
    }

    /**
     * Returns how long an eviction is remembered. After that time, a response requested before the eviction can no
     * longer be used, even if the response's age is measured by another clock within the tolerated skew.
     */
    static Duration retention(Settings settings) {
        return settings.cache()
                .maxAge()
                .plus(settings.rules().clockSkew().multipliedBy(2))
                .plus(settings.timeouts().total())
                .plus(MARGIN);
    }

    private static List<SealingKeys> secrets(Settings.Shared shared) {
        if (shared.secret().isEmpty()) {
            throw new ConfigurationException(List.of("mfp.shared-cache.secret is missing; wanted: 32 or more random"
                    + " characters, the same on all instances, because a bean of EvictionChannel or SharedTokenCache"
                    + " connects them"));
        }
        return Stream.of(shared.secret(), shared.previousSecret())
                .flatMap(Optional::stream)
                .map(SealingKeys::new)
                .toList();
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
