package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.oauth.ApplicationConfiguration;
import io.github.mfpjaxrs.security.internal.oauth.Settings;
import io.github.mfpjaxrs.security.internal.oauth.SettingsReader;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/**
 * Sets up our REST client, and no other, the same way on every runtime: its url and time limits from the {@code mfp.}
 * keys, no redirects, no request sent twice. Found through {@code ServiceLoader}.
 */
public final class ClientDefaults implements RestClientListener {

    private static final String KEYS = "mfp-authorization-server/mp-rest/";

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
        builder.followRedirects(false);
        builder.property("jersey.config.client.followRedirects", false);
        // A streamed body cannot be sent again: HttpURLConnection would repeat a POST whose answer was lost.
        builder.property("jersey.config.client.request.entity.processing", "CHUNKED");
    }

    private static boolean isUnset(Config config, String key) {
        return config.getOptionalValue(KEYS + key, String.class).isEmpty();
    }
}
