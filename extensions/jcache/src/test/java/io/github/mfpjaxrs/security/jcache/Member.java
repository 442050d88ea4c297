package io.github.mfpjaxrs.security.jcache;

import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.CacheManager;

/** A member of a Hazelcast cluster on loopback, and the caches of an instance on it. */
final class Member implements AutoCloseable {

    static final Duration LIFETIME = Duration.ofMinutes(5);

    final CacheManager manager;
    final SharedCaches caches;
    final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final HazelcastInstance hazelcast;
    private final int clusterPort;

    Member(int clusterPort, String name) {
        this.clusterPort = clusterPort;
        hazelcast = Hazelcast.newHazelcastInstance(configuration());
        // Each member needs its own provider, because a provider has only one manager with this URI.
        manager = new HazelcastServerCachingProvider()
                .getCacheManager(
                        URI.create("test"), null, HazelcastCachingProvider.propertiesByInstanceItself(hazelcast));
        caches = instance(name);
    }

    private Config configuration() {
        Config config = new Config()
                .setClusterName("test-" + clusterPort)
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.partition.count", "31")
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

    /** Starts another member, which has no caches of an instance. */
    HazelcastInstance join(ClassLoader loader) {
        return Hazelcast.newHazelcastInstance(configuration().setClassLoader(loader));
    }

    SharedCaches instance(String name) {
        JCacheSettings settings = new JCacheSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), name, true, Duration.ofMinutes(1));
        return new SharedCaches(settings, new CacheManagerSource(settings, () -> Optional.of(manager)));
    }

    Member subscribed() {
        caches.subscribe(received::add, LIFETIME);
        return this;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        caches.close();
        hazelcast.shutdown();
    }
}
