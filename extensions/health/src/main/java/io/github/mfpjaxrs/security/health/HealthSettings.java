package io.github.mfpjaxrs.security.health;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The readiness check's settings.
 *
 * @param interval the age of the latest result from which the check performs its own introspection
 * @param readyBeforeFirstSuccess whether the application is ready before the server's first successful response
 */
record HealthSettings(Duration interval, boolean readyBeforeFirstSuccess) {

    static final String INTERVAL = "mfp.health.interval";
    static final String READY_BEFORE_FIRST_SUCCESS = "mfp.health.ready-before-first-success";

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException if a value is invalid; the message names the key
     */
    static HealthSettings read(Config config) {
        return new HealthSettings(
                text(config, INTERVAL).map(HealthSettings::interval).orElse(DEFAULT_INTERVAL),
                text(config, READY_BEFORE_FIRST_SUCCESS)
                        .map(HealthSettings::flag)
                        .orElse(false));
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(key, String.class).map(String::strip);
    }

    private static Duration interval(String value) {
        try {
            Duration interval = Duration.parse(value);
            if (interval.compareTo(SHORTEST) >= 0 && interval.compareTo(LONGEST) <= 0) {
                return interval;
            }
        } catch (DateTimeParseException e) {
            // A malformed duration is reported below, like a duration that is out of range.
        }
        throw new IllegalArgumentException(
                INTERVAL + " is invalid; wanted: an ISO 8601 duration from " + SHORTEST + " to " + LONGEST);
    }

    private static boolean flag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new IllegalArgumentException(READY_BEFORE_FIRST_SUCCESS + " is invalid; wanted: true or false");
        };
    }
}
