package io.github.mfpjaxrs.security.internal.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Reads single keys and keeps a list of what is wrong, so that all mistakes are told at once. A key that is wrong yields
 * its default, which is never used since the list is not empty then.
 */
final class ConfigurationKeys {

    private final Config config;
    private final RawValues raw;
    private final Set<String> known = new TreeSet<>();
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    ConfigurationKeys(Config config) {
        this.config = config;
        this.raw = new RawValues(config);
    }

    /** The keys that mean something, as far as they have been asked for. */
    Set<String> known() {
        return Set.copyOf(known);
    }

    /** Keys that mean something, though they are not read with this configuration. */
    void know(String... keys) {
        known.addAll(List.of(keys));
    }

    /**
     * The value of a key, without white space around it; empty if it is missing. A key that is there and blank is a mistake:
     * an environment variable without a value, or an expression with an empty default, would silently switch off what another
     * source has configured.
     */
    Optional<String> text(String key) {
        known.add(key);
        Optional<String> value;
        try {
            value = config.getOptionalValue(key, String.class)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        } catch (RuntimeException e) {
            // The cause's text may show other values.
            mistakes.add(key + " " + RawValues.UNDEFINED);
            return Optional.empty();
        }
        if (value.isEmpty()) {
            raw.whyEmpty(key).ifPresent(why -> mistakes.add(key + " " + why));
        }
        return value;
    }

    String required(String key, String wanted) {
        int before = mistakes.size();
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            if (mistakes.size() == before) {
                mistakes.add(key + " is missing; wanted: " + wanted);
            } else {
                mistakes.add(mistakes.remove(before) + "; wanted: " + wanted);
            }
        }
        return value.orElse("");
    }

    /** As {@link #required}, for a secret: says so if MicroProfile Config changes it before it comes here. */
    String requiredSecret(String key, String wanted) {
        raw.alteration(key).ifPresent(what -> remarks.add(key + " " + what));
        return required(key, wanted);
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
        mistakes.add(key + " is '" + LogSafe.of(value) + "'; wanted: " + wanted);
    }

    /** For a value that is a secret. */
    void wrongSecret(String key, String wanted) {
        mistakes.add(key + " has a value that is not shown here; wanted: " + wanted);
    }

    /** To be called when all keys have been read, so that the others are unknown. */
    void findUnknown() {
        UnknownKeys unknown = new UnknownKeys(known, config);
        mistakes.addAll(unknown.mistakes());
        remarks.addAll(unknown.remarks());
    }

    /** What an operator may not have meant, and need not be a mistake. */
    List<String> remarks() {
        return List.copyOf(remarks);
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
