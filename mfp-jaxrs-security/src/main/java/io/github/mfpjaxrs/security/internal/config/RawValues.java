package io.github.mfpjaxrs.security.internal.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Values as they are written, before MicroProfile Config takes out expressions and escapes. They tell a key that is blank
 * from one that is absent, and a secret that arrives as it is written from one that does not. No value is ever shown.
 */
final class RawValues {

    static final String UNDEFINED =
            "holds an expression, ${...}, of which something is not set, or cannot be read; a $ that"
                    + " is part of the value is written \\$ (in a properties file \\\\$)";

    /** A whole value that is somewhere else, as secrets should be; with or without a default. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^${}:]+)(?::[^${}]*)?}");

    private static final Pattern NO_DEFAULT = Pattern.compile("\\$\\{[^${}:]*}");

    private static final int LONGEST_CHAIN = 8;

    private final Config config;

    RawValues(Config config) {
        this.config = config;
    }

    /** Why a key has no value although a source has it; empty if none has. */
    Optional<String> whyEmpty(String key) {
        return written(key)
                .map(value -> value.isBlank()
                        ? "is blank; leave it out, or give it a value: a blank one does not stand for the default, or for"
                                + " the value of another source"
                        : NO_DEFAULT.matcher(value).find()
                                ? UNDEFINED
                                : "is blank, by an expression that comes to nothing; leave it out, or give it a value");
    }

    /** In what way a value arrives otherwise than it is written; empty if it does not, as far as can be seen. */
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
                        "has a value, not shown here, with $$ or ${ in it, which MicroProfile Config takes for an escape"
                                + " or an expression and replaces; a $ that is part of the value is written \\$ (in a properties"
                                + " file \\\\$)");
    }

    /** By the source that counts: the first one, as they come by their ordinals. */
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
