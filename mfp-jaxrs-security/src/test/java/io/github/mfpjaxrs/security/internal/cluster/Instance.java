package io.github.mfpjaxrs.security.internal.cluster;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.internal.cache.IntrospectionCache;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.decision.AccessTokenValidator;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeIntrospector;
import io.github.mfpjaxrs.security.internal.fakes.FakeListener;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.spi.EvictionChannel;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.SharedTokenCache;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One instance of an application, with its own clock. */
final class Instance implements AutoCloseable {

    static final String SECRET = "a-secret-of-more-than-32-characters";

    final FakeIntrospector server;
    final FakeClock clock = new FakeClock();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AccessTokenValidator validator;
    private final Cluster cluster;

    Instance(
            FakeIntrospector server,
            Optional<EvictionChannel> channel,
            Optional<SharedTokenCache> store,
            String... keysAndValues) {
        this.server = server;
        String[] all = new String[keysAndValues.length + 6];
        // A busy machine must not let a call to the store time out, unless a test wants it.
        String[] defaults = {
            "mfp.shared-cache.secret", SECRET, "mfp.shared-cache.timeout", "PT10S", "mfp.shared-cache.wait", "PT10S"
        };
        System.arraycopy(defaults, 0, all, 0, defaults.length);
        System.arraycopy(keysAndValues, 0, all, defaults.length, keysAndValues.length);
        Settings settings = TestSettings.with(all);
        validator = new AccessTokenValidator(
                settings, server, threads, new FakeListener(false), Instrumentation.NONE, System::nanoTime, clock);
        cluster = Cluster.connect(
                new Cluster.Beans(channel, store),
                settings.shared(),
                Instance.class.getClassLoader(),
                List.of(new Cluster.Member(settings, validator.cache(), validator::connect)),
                System::nanoTime,
                clock);
    }

    AccessDecision request(String token) {
        return request(token, RequiredScope.allOf("RegisteredClient"));
    }

    AccessDecision request(String token, RequiredScope required) {
        return validator.validate(List.of("Bearer " + token), required);
    }

    boolean grants(String token) {
        return request(token) instanceof AccessDecision.Granted;
    }

    TokenCache cache() {
        return validator.cache();
    }

    IntrospectionCache introspections() {
        return validator.cache();
    }

    @Override
    public void close() {
        cluster.close();
        threads.shutdownNow();
    }
}
