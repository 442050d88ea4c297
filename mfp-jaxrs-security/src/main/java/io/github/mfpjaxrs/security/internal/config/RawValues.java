package io.github.mfpjaxrs.security.internal.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Reads raw values, before MicroProfile Config resolves expressions and escapes. A raw value shows whether a key is
 * blank or missing, and whether MicroProfile Config would alter a secret. Messages never contain the values.
 */
final class RawValues {

    static final String UNDEFINED = "holds an expression, ${...}, that cannot be resolved; a $ that"
            + " is part of the value is written \\$ (in a properties file \\\\$)";

    /**
     * A value that consists only of a reference to another key, with or without a default. Such references are
     * recommended for secrets.
     */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^${}:]+)(?::[^${}]*)?}");

    private static final Pattern NO_DEFAULT = Pattern.compile("\\$\\{[^${}:]*}");

    private static final int LONGEST_CHAIN = 8;

    private final Config config;

    RawValues(Config config) {
        this.config = config;
    }

    /**
     * Returns the reason why a key has no value even though a source contains the key; empty if no source contains
     * it.
     */
    Optional<String> reasonForNoValue(String key) {
        return written(key)
                .map(value -> value.isBlank()
                        ? "is blank; remove it or set a value, because a blank one selects neither the default nor the"
                                + " value of another source"
                        : NO_DEFAULT.matcher(value).find()
                                ? UNDEFINED
                                : "is blank, because its expression has an empty result; remove it or set a value");
    }

    /** Describes how a value is altered when it is read; empty if no alteration is found. */
    Optional<String> alteration(String key) {
        Optional<String> value = written(key);
        for (int i = 0; i < LONGEST_CHAIN && value.isPresent(); i++) {
            Matcher reference = REFERENCE.matcher(value.get().strip());
            if (!reference.matches()) {
                break;
            }
            value = written(reference.group(1));
        }
        return value.map(text -> text.replace("\\$", ""))
                .filter(text -> text.contains("$$") || text.contains("${"))
                .map(text ->
                        "has a value, not shown here, with $$ or ${ in it, which MicroProfile Config replaces as an"
                                + " escape or an expression; a $ that is part of the value is written \\$ (in a"
                                + " properties file \\\\$)");
    }

    /** Returns the value from the source with the highest ordinal. MicroProfile Config sorts the sources by ordinal. */
    private Optional<String> written(String key) {
        for (ConfigSource source : config.getConfigSources()) {
            String value = source.getValue(key);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
