package io.github.mfpjaxrs.security.internal.oauth;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Reads single keys and keeps a list of what is wrong, so that all mistakes are told at once. A key that is wrong yields
 * its default, which is never used since the list is not empty then.
 */
final class ConfigurationKeys {

    private final Config config;
    private final List<String> mistakes = new ArrayList<>();

    ConfigurationKeys(Config config) {
        this.config = config;
    }

    /** The value of a key, without white space around it; empty where it is missing or blank. */
    Optional<String> text(String key) {
        try {
            return config.getOptionalValue(key, String.class).map(String::strip).filter(value -> !value.isEmpty());
        } catch (RuntimeException e) {
            // An expression such as ${MFP_CLIENT_SECRET} that nothing defines. The cause's text may show other values.
            mistakes.add(key + " refers to something that is not set, or cannot be read");
            return Optional.empty();
        }
    }

    String required(String key, String wanted) {
        int before = mistakes.size();
        Optional<String> value = text(key);
        if (value.isEmpty() && mistakes.size() == before) {
            mistakes.add(key + " is missing or blank; wanted: " + wanted);
        }
        return value.orElse("");
    }

    boolean flag(String key) {
        return parsed(key, false, "true or false", value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    int number(String key, int fallback, int least, int most) {
        return parsed(key, fallback, "a whole number from " + least + " to " + most, value -> {
            int number = Integer.parseInt(value);
            return requireThat(number >= least && number <= most, number);
        });
    }

    Duration duration(String key, Duration fallback, Duration least, Duration most) {
        String wanted = "an ISO 8601 duration from " + least + " to " + most + ", such as " + fallback;
        return parsed(key, fallback, wanted, value -> {
            try {
                Duration duration = Duration.parse(value);
                return requireThat(duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0, duration);
            } catch (DateTimeParseException | ArithmeticException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    /**
     * The different parts of a comma-separated value.
     *
     * @throws IllegalArgumentException if there are none: a lone comma must not turn a check off
     */
    static List<String> list(String value) {
        List<String> parts = Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
        return requireThat(!parts.isEmpty(), parts);
    }

    <T> T parsed(String key, T fallback, String wanted, Function<String, T> parser) {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return fallback;
        }
        try {
            return parser.apply(value.get());
        } catch (IllegalArgumentException e) {
            wrong(key, value.get(), wanted);
            return fallback;
        }
    }

    void wrong(String key, String value, String wanted) {
        mistakes.add(key + " is '" + Printable.of(value) + "'; wanted: " + wanted);
    }

    /** For a value that is a secret. */
    void wrongSecret(String key, String wanted) {
        mistakes.add(key + " has a value that is not shown here; wanted: " + wanted);
    }

    void throwIfAnyIsWrong() {
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
    }

    private static <T> T requireThat(boolean condition, T value) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
