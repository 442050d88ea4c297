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
 * Reads individual keys and collects mistakes, so that all of them are reported at once. An invalid key yields its
 * default, which is never used because the deployment then fails.
 */
final class KeyReader {

    private final Config config;
    private final RawValues raw;
    private final Set<String> known = new TreeSet<>();
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    KeyReader(Config config) {
        this.config = config;
        this.raw = new RawValues(config);
    }

    /** Returns the keys that the library supports, as far as they have been read or registered. */
    Set<String> known() {
        return Set.copyOf(known);
    }

    /** Registers keys that the library supports but does not read with this configuration. */
    void register(String... keys) {
        known.addAll(List.of(keys));
    }

    /**
     * Returns the value of a key without surrounding white space; empty if it is missing. A blank value is a mistake,
     * because an environment variable without a value, or an expression with an empty default, would silently disable
     * what another source configures.
     */
    Optional<String> text(String key) {
        known.add(key);
        Optional<String> value;
        try {
            value = config.getOptionalValue(key, String.class)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        } catch (RuntimeException e) {
            // The message of the cause may contain other values.
            mistakes.add(key + " " + RawValues.UNDEFINED);
            return Optional.empty();
        }
        if (value.isEmpty()) {
            raw.reasonForNoValue(key).ifPresent(why -> mistakes.add(key + " " + why));
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

    /** As {@link #required}, for a secret. Adds a remark if MicroProfile Config would alter the value. */
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
     * Splits a comma-separated value into distinct parts.
     *
     * @throws IllegalArgumentException if there are none, because a single comma must not disable a check
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
            addMistake(key, value.get(), wanted);
            return fallback;
        }
    }

    void addMistake(String key, String value, String wanted) {
        mistakes.add(key + " is '" + LogSafe.escape(value) + "'; wanted: " + wanted);
    }

    /** As {@link #addMistake}, for a value that is secret. */
    void addSecretMistake(String key, String wanted) {
        mistakes.add(key + " has an invalid value, which is not shown; wanted: " + wanted);
    }

    /** Reports all remaining keys as unknown. Call it after all keys have been read. */
    void findUnknown() {
        UnknownKeys unknown = new UnknownKeys(known, config);
        mistakes.addAll(unknown.mistakes());
        remarks.addAll(unknown.remarks());
    }

    /** Returns remarks about values that are valid but perhaps unintended. */
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
