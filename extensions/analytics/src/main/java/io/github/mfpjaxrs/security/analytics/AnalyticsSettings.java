package io.github.mfpjaxrs.security.analytics;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The settings for reporting to MobileFirst Analytics. {@code toString} omits the credentials.
 *
 * @param url the URL to which events are sent
 * @param authorization the Authorization header field, or empty if there are no credentials
 * @param serverAddress the address of this server to report in events
 * @param bufferSize the maximum number of waiting events
 * @param batchSize the maximum number of events in one request
 * @param interval the longest time that an event waits for a full batch
 */
record AnalyticsSettings(
        URI url,
        Optional<String> authorization,
        String serverAddress,
        int bufferSize,
        int batchSize,
        Duration interval) {

    private static final String PREFIX = "mfp.analytics.";

    /**
     * Reads the settings.
     *
     * @return the settings, or empty if {@code mfp.analytics.url} is not set
     * @throws IllegalArgumentException if a value is invalid; the message names the key but never contains a secret
     */
    static Optional<AnalyticsSettings> read(Config config) {
        return text(config, "url")
                .map(url -> new AnalyticsSettings(
                        url(
                                url,
                                text(config, "allow-http")
                                        .filter("true"::equals)
                                        .isPresent()),
                        authorization(config),
                        text(config, "server-address").orElseGet(AnalyticsSettings::localAddress),
                        number(config, "buffer-size", 5_000, 1_000_000),
                        number(config, "batch-size", 100, 10_000),
                        interval(config)));
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(PREFIX + key, String.class)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static URI url(String text, boolean allowHttp) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(PREFIX + "url is no URL");
        }
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        if (url.getHost() == null
                || url.getUserInfo() != null
                || !(https || "http".equalsIgnoreCase(url.getScheme()))) {
            throw new IllegalArgumentException(
                    PREFIX + "url must be an absolute http or https URL without user information");
        }
        if (!https && !allowHttp && !isLoopback(url.getHost())) {
            throw new IllegalArgumentException(PREFIX + "url must be https, because credentials are sent there; or set "
                    + PREFIX + "allow-http=true");
        }
        return url;
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static Optional<String> authorization(Config config) {
        Optional<String> user = text(config, "user");
        Optional<String> password = text(config, "password");
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException(PREFIX + "user and " + PREFIX + "password must be set together");
        }
        return user.map(name -> "Basic "
                + Base64.getEncoder()
                        .encodeToString((name + ":" + password.orElseThrow()).getBytes(StandardCharsets.UTF_8)));
    }

    private static int number(Config config, String key, int fallback, int most) {
        Optional<String> text = text(config, key);
        try {
            int number = text.map(Integer::parseInt).orElse(fallback);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // A malformed number is reported below.
        }
        throw new IllegalArgumentException(PREFIX + key + " must be a whole number from 1 to " + most);
    }

    private static Duration interval(Config config) {
        Optional<String> text = text(config, "interval");
        try {
            Duration interval = text.map(Duration::parse).orElse(Duration.ofSeconds(10));
            if (interval.compareTo(Duration.ofMillis(100)) >= 0 && interval.compareTo(Duration.ofHours(1)) <= 0) {
                return interval;
            }
        } catch (DateTimeParseException e) {
            // A malformed duration is reported below.
        }
        throw new IllegalArgumentException(PREFIX + "interval must be an ISO 8601 duration from PT0.1S to PT1H");
    }

    private static String localAddress() {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    @Override
    public String toString() {
        return "AnalyticsSettings[url=" + url + "]";
    }
}
