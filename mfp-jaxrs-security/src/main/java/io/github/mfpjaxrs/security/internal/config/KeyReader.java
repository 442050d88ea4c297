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
 * Reads individual keys and collects mistakes, so that all mistakes are reported at once. An invalid key yields its
 * default, which is never used because the deployment then fails.
 *
 * <p>To read a key of a {@linkplain #ofServer named authorization server}, callers pass the name of the unnamed
 * server's corresponding key.
 */
final class KeyReader {

    private static final String PREFIX = "mfp.";
    private static final String SERVER_PREFIX = "mfp.authorization-server.";

    private final Config config;
    private final RawValues raw;
    private final Set<String> known;
    private final List<String> mistakes;
    private final List<String> remarks;

    /** The prefix of a named authorization server's keys; empty for the server without a name. */
    private final String server;

    KeyReader(Config config) {
        this(config, new RawValues(config), new TreeSet<>(), new ArrayList<>(), new ArrayList<>(), "");
    }

    private KeyReader(
            Config config,
            RawValues raw,
            Set<String> known,
            List<String> mistakes,
            List<String> remarks,
            String server) {
        this.config = config;
        this.raw = raw;
        this.known = known;
        this.mistakes = mistakes;
        this.remarks = remarks;
        this.server = server;
    }

    /** Returns a view for a named authorization server. The view adds its mistakes and remarks to this reader's. */
    KeyReader ofServer(String name) {
        return new KeyReader(config, raw, known, mistakes, remarks, SERVER_PREFIX + name + ".");
    }

    /**
     * Returns the name under which a key is read. For {@code mfp.client-id}, for example, this is
     * {@code mfp.authorization-server.keycloak.client-id}.
     */
    String nameOf(String key) {
        if (server.isEmpty()) {
            return key;
        }
        return server + key.substring((key.startsWith(SERVER_PREFIX) ? SERVER_PREFIX : PREFIX).length());
    }

    /**
     * Whether this server's key has a value, valid or not. If it has none, the caller can use the common key's value.
     */
    boolean isSet(String key) {
        int before = mistakes.size();
        boolean set = text(key).isPresent() || mistakes.size() > before;
        while (mistakes.size() > before) {
            mistakes.remove(before);
        }
        return set;
    }

    /** Returns the supported keys that have been read or registered so far. */
    Set<String> known() {
        return Set.copyOf(known);
    }

    /** Registers keys that the library supports but does not read with this configuration. */
    void register(String... keys) {
        Arrays.stream(keys).map(this::nameOf).forEach(known::add);
    }

    /**
     * Returns a key's value without surrounding white space; empty if the key is missing. A blank value is reported
     * as a mistake. Otherwise, an environment variable without a value, or an expression with an empty default, would
     * silently disable what another source configures.
     */
    Optional<String> text(String key) {
        String name = nameOf(key);
        known.add(name);
        Optional<String> value;
        try {
            value = config.getOptionalValue(name, String.class)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        } catch (RuntimeException e) {
            // The exception's message is omitted, because it can contain other values.
            mistakes.add(name + " " + RawValues.UNDEFINED);
            return Optional.empty();
        }
        if (value.isEmpty()) {
            raw.reasonForNoValue(name).ifPresent(why -> mistakes.add(name + " " + why));
        }
        return value;
    }

    String required(String key, String wanted) {
        int before = mistakes.size();
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            if (mistakes.size() == before) {
                mistakes.add(nameOf(key) + " is missing; wanted: " + wanted);
            } else {
                mistakes.add(mistakes.remove(before) + "; wanted: " + wanted);
            }
        }
        return value.orElse("");
    }

    /** Like {@link #required}, but for a secret. Adds a remark if MicroProfile Config would alter the value. */
    String requiredSecret(String key, String wanted) {
        String name = nameOf(key);
        raw.alteration(name).ifPresent(what -> remarks.add(name + " " + what));
        return required(key, wanted);
    }

    /** Like {@link #text}, but for a secret. Adds a remark if MicroProfile Config would alter the value. */
    Optional<String> optionalSecret(String key) {
        raw.alteration(key).ifPresent(what -> remarks.add(key + " " + what));
        return text(key);
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
     * @throws IllegalArgumentException if there are no parts; a lone comma must not disable a check
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
        mistakes.add(nameOf(key) + " is '" + LogSafe.escape(value) + "'; wanted: " + wanted);
    }

    /** Like {@link #addMistake}, but for a secret value. */
    void addSecretMistake(String key, String wanted) {
        mistakes.add(nameOf(key) + " has an invalid value, which is not shown; wanted: " + wanted);
    }

    /** Reports unknown keys. Must be called after all keys have been read. */
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
