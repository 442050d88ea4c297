package io.github.mfpjaxrs.security.jcache;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The settings for the caches.
 *
 * @param provider the caching provider's class name, or empty to let JCache find the provider
 * @param uri the cache manager's URI, or empty for the provider's default
 * @param jndi the JNDI name of the runtime's cache manager, or empty to use a CDI bean or a provider
 * @param name the prefix for cache names
 * @param sharesResponses whether introspection responses are shared, in addition to evictions
 * @param maxAge how long a response is used
 */
record JCacheSettings(
        Optional<String> provider,
        Optional<URI> uri,
        Optional<String> jndi,
        String name,
        boolean sharesResponses,
        Duration maxAge) {

    private static final String PREFIX = "mfp.jcache.";

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException if a value is invalid; the message names the key
     */
    static JCacheSettings read(Config config) {
        return new JCacheSettings(
                text(config, PREFIX + "provider"),
                text(config, PREFIX + "uri").map(JCacheSettings::uri),
                text(config, PREFIX + "jndi"),
                text(config, PREFIX + "name").map(JCacheSettings::name).orElse("mfp-jaxrs-security"),
                text(config, PREFIX + "responses").map(JCacheSettings::flag).orElse(true),
                text(config, "mfp.cache.max-age").map(JCacheSettings::maxAge).orElse(Duration.ofMinutes(1)));
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(key, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + "uri is no URI");
        }
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    PREFIX + "name must consist of 1 to 100 letters, digits, dots, underscores and hyphens");
        }
        return text;
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(PREFIX + "responses must be true or false");
        }
        return text.equals("true");
    }

    /** Parses the value. An invalid value is ignored here, because the library itself reports it. */
    private static Duration maxAge(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            return Duration.ofMinutes(1);
        }
    }
}
