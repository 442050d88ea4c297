package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.oauth.ApplicationConfiguration;
import io.github.mfpjaxrs.security.internal.oauth.Settings;
import io.github.mfpjaxrs.security.internal.oauth.SettingsReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/**
 * Sets up our REST client, and no other, the same way on every runtime: its url and time limits from the {@code mfp.}
 * keys, connections enough, no redirects, no request sent twice. Found through {@code ServiceLoader}.
 */
public final class ClientDefaults implements RestClientListener {

    private static final String KEYS = "mfp-authorization-server/mp-rest/";

    /** What RESTEasy (WildFly, Open Liberty) and Quarkus call the most connections of a client; 50 there by default. */
    private static final List<String> CONNECTIONS =
            List.of("resteasy.connectionPoolSize", "io.quarkus.rest.client.connection-pool-size");

    /** For {@code ServiceLoader}. */
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
        // With fewer, introspections that may be in progress would wait for each other in the client.
        CONNECTIONS.stream()
                .filter(connections -> builder.getConfiguration().getProperty(connections) == null)
                .forEach(connections ->
                        builder.property(connections, settings.guard().concurrent()));
        builder.followRedirects(false);
        builder.property("jersey.config.client.followRedirects", false);
        // A streamed body cannot be sent again: HttpURLConnection would repeat a POST whose answer was lost.
        builder.property("jersey.config.client.request.entity.processing", "CHUNKED");
    }

    private static boolean isUnset(Config config, String key) {
        return config.getOptionalValue(KEYS + key, String.class).isEmpty();
    }
}
