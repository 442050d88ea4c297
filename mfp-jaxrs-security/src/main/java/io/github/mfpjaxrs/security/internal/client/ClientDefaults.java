package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.config.ApplicationConfiguration;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.config.SettingsReader;
import io.github.mfpjaxrs.security.internal.transport.JerseyTransport;
import io.github.mfpjaxrs.security.internal.transport.Limits;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/**
 * Configures the library's REST client, and no other, identically on every runtime. Takes the base URL and timeouts
 * from the {@code mfp.} keys, provides enough connections, and disables redirects and automatic retries. Found
 * through {@code ServiceLoader}.
 */
public final class ClientDefaults implements RestClientListener {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");
    private static final String KEYS = "mfp-authorization-server/mp-rest/";

    /** The connection pool size properties of RESTEasy (WildFly, Open Liberty) and Quarkus. Both default to 50. */
    private static final List<String> CONNECTIONS =
            List.of("resteasy.connectionPoolSize", "io.quarkus.rest.client.connection-pool-size");

    /** How long Vert.x keeps an idle connection open, in seconds. */
    private static final String QUARKUS_IDLE = "io.quarkus.rest.client.connection-ttl";

    /** The maximum age of an Apache HTTP client connection, idle or not. */
    private static final String RESTEASY_AGE = "resteasy.connectionTTL";

    private static final String JERSEY = "org.glassfish.jersey.";

    /** Called by {@code ServiceLoader}. */
    public ClientDefaults() {}

    @Override
    public void onNewClient(Class<?> serviceInterface, RestClientBuilder builder) {
        if (serviceInterface != AuthorizationServerApi.class) {
            return;
        }
        Config config = ApplicationConfiguration.current();
        Settings settings = SettingsReader.read(config);
        builder.baseUri(settings.server().url());
        if (isUnset(config, "connectTimeout")) {
            builder.connectTimeout(settings.timeouts().connect().toMillis(), TimeUnit.MILLISECONDS);
        }
        if (isUnset(config, "readTimeout")) {
            builder.readTimeout(settings.timeouts().read().toMillis(), TimeUnit.MILLISECONDS);
        }
        // With fewer connections, concurrent introspections would queue inside the client.
        CONNECTIONS.stream()
                .filter(connections -> builder.getConfiguration().getProperty(connections) == null)
                .forEach(connections ->
                        builder.property(connections, settings.guard().concurrent()));
        keepConnectionsFor(builder, settings.timeouts().idle());
        if (builder.getClass().getName().startsWith(JERSEY)) {
            installTransport(builder, settings, config);
        }
        builder.followRedirects(false);
        builder.property("jersey.config.client.followRedirects", false);
        // This matters if Jersey's own transport is used (for its proxy support). HttpURLConnection cannot resend a
        // streamed body. Without streaming, it would repeat a POST whose response was lost.
        builder.property("jersey.config.client.request.entity.processing", "CHUNKED");
    }

    private static void keepConnectionsFor(RestClientBuilder builder, Duration idle) {
        // Neither property accepts zero. If connections must not be kept open, each request sends Connection: close.
        long seconds = Math.max(1, idle.toSeconds());
        if (builder.getConfiguration().getProperty(QUARKUS_IDLE) == null) {
            builder.property(QUARKUS_IDLE, (int) seconds);
        }
        if (builder.getConfiguration().getProperty(RESTEASY_AGE) == null) {
            builder.property(RESTEASY_AGE, List.of(seconds, TimeUnit.SECONDS));
        }
    }

    private static void installTransport(RestClientBuilder builder, Settings settings, Config config) {
        try {
            if (hasTransport(config)) {
                return;
            }
            JerseyTransport.install(
                    builder,
                    settings.server().url(),
                    new Limits(
                            settings.timeouts().connect(),
                            settings.timeouts().read(),
                            settings.timeouts().total(),
                            settings.timeouts().idle(),
                            settings.guard().concurrent()));
        } catch (LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "The Jersey of this runtime does not accept a transport ({0}); see"
                            + " docs/reference/runtimes.md.",
                    e.getClass().getName());
        }
    }

    /** Whether a transport is configured through the REST client's own key, which takes precedence. */
    private static boolean hasTransport(Config config) {
        return config.getOptionalValue(KEYS + "providers", String.class).stream()
                .flatMap(names -> Stream.of(names.split(",")))
                .map(String::strip)
                .anyMatch(name -> JerseyTransport.isTransport(name, ApplicationConfiguration.loader()));
    }

    private static boolean isUnset(Config config, String key) {
        return config.getOptionalValue(KEYS + key, String.class).isEmpty();
    }
}
