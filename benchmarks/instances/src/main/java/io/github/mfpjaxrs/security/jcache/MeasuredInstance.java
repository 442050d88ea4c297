package io.github.mfpjaxrs.security.jcache;

import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.benchmarks.SampleTokens;
import io.github.mfpjaxrs.security.internal.cluster.Cluster;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.config.SettingsReader;
import io.github.mfpjaxrs.security.internal.decision.AccessTokenValidator;
import io.github.mfpjaxrs.security.internal.decision.DecisionListener;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.cache.CacheManager;
import org.jspecify.annotations.Nullable;

/**
 * An application instance without HTTP. Unless it shares nothing, it has its own Hazelcast member on the loopback
 * interface.
 */
public final class MeasuredInstance implements AutoCloseable {

    private static final RequiredScope REQUIRED = RequiredScope.allOf(SampleTokens.SCOPE);

    private static final DecisionListener NOBODY_LISTENS = new DecisionListener() {

        @Override
        public boolean isListening() {
            return false;
        }

        @Override
        public void decided(AccessDecided decision) {
            throw new IllegalStateException("nobody listens");
        }
    };

    /** The kinds of data that instances share. */
    public enum Sharing {
        NOTHING,
        EVICTIONS,
        EVICTIONS_AND_RESPONSES
    }

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    });
    private final AccessTokenValidator validator;
    private final Cluster cluster;
    private final @Nullable HazelcastInstance member;
    private final @Nullable SharedCaches caches;

    /**
     * Starts an instance.
     *
     * @param clusterPort the port of the first cluster member
     */
    public MeasuredInstance(TokenIntrospector introspector, Duration maxAge, Sharing sharing, int clusterPort) {
        Settings settings = settings(maxAge);
        validator = new AccessTokenValidator(
                settings,
                introspector,
                threads,
                NOBODY_LISTENS,
                Instrumentation.NONE,
                System::nanoTime,
                InstantSource.system());
        if (sharing == Sharing.NOTHING) {
            member = null;
            caches = null;
        } else {
            member = Hazelcast.newHazelcastInstance(configuration(clusterPort));
            caches = caches(member, maxAge);
        }
        cluster = Cluster.connect(
                new Cluster.Beans(
                        Optional.ofNullable(caches),
                        sharing == Sharing.EVICTIONS_AND_RESPONSES ? Optional.ofNullable(caches) : Optional.empty()),
                settings.shared(),
                MeasuredInstance.class.getClassLoader(),
                List.of(new Cluster.Member(settings, validator.cache(), validator::connect)),
                System::nanoTime,
                InstantSource.system());
    }

    private static Settings settings(Duration maxAge) {
        Map<String, String> properties = Map.of(
                "mfp.authorization-server.url", "http://127.0.0.1/mfp/api",
                "mfp.client-id", "benchmark",
                "mfp.client-secret", "secret",
                "mfp.cache.max-age", maxAge.toString(),
                "mfp.cache.refresh-ahead", "PT0S",
                "mfp.shared-cache.timeout", "PT5S",
                "mfp.shared-cache.wait", "PT5S",
                "mfp.shared-cache.secret", "a-shared-secret-of-32-characters-or-more");
        return SettingsReader.read(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(properties, "benchmark", 500))
                .build());
    }

    private static Config configuration(int clusterPort) {
        Config config = new Config()
                .setClusterName("benchmark-" + clusterPort)
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.partition.count", "31")
                .setProperty("hazelcast.operation.thread.count", "2")
                .setProperty("hazelcast.io.thread.count", "1")
                .setProperty("hazelcast.logging.type", "none");
        config.getNetworkConfig()
                .setPort(clusterPort)
                .getInterfaces()
                .setEnabled(true)
                .addInterface("127.0.0.1");
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + clusterPort);
        return config;
    }

    private static SharedCaches caches(HazelcastInstance member, Duration maxAge) {
        CacheManager manager = new HazelcastServerCachingProvider()
                .getCacheManager(
                        URI.create("benchmark"), null, HazelcastCachingProvider.propertiesByInstanceItself(member));
        JCacheSettings settings =
                new JCacheSettings(Optional.empty(), Optional.empty(), Optional.empty(), "benchmark", true, maxAge);
        return new SharedCaches(settings, new CacheManagerSource(settings, () -> Optional.of(manager)));
    }

    /** Returns whether the instance grants a request with the token. */
    public boolean grants(String token) {
        return validator.validate(List.of("Bearer " + token), REQUIRED) instanceof AccessDecision.Granted;
    }

    public TokenCache cache() {
        return validator.cache();
    }

    @Override
    public void close() {
        cluster.close();
        if (caches != null) {
            caches.close();
        }
        if (member != null) {
            member.getLifecycleService().terminate();
        }
        threads.shutdownNow();
    }
}
