package io.github.mfpjaxrs.security.internal.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Finds unsupported keys with this library's prefix. For example, a typo in {@code mfp.token.required-audience} would
 * otherwise let the application start without that check. Environment variables, such as
 * {@code MFP_TOKEN_REQUIRED_AUDIENCE}, are compared according to MicroProfile Config's mapping rules. Some
 * implementations list an environment variable both verbatim and under a guessed key, such as
 * {@code mfp.token.required.audience}.
 */
final class UnknownKeys {

    private static final String PREFIX = "mfp.";
    private static final String VARIABLE_PREFIX = "MFP_";

    /** A key of a named authorization server. */
    private static final Pattern KEY_OF_SERVER = Pattern.compile("mfp\\.authorization-server\\.[^.]+\\..+");

    /**
     * The minimum length of a suffix that identifies a key. Too many names end with a shorter suffix, such as "size".
     */
    private static final int MIN_SUFFIX_LENGTH = 6;

    /** The maximum length of a short name. In a short name, three typos are taken to mean a different word. */
    private static final int SHORT_NAME_LENGTH = 12;

    private final Set<String> known;
    private final Map<String, String> knownByVariable = new HashMap<>();
    private final Config config;
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** @param known the supported keys */
    UnknownKeys(Set<String> known, Config config) {
        this.known = known;
        this.config = config;
        known.forEach(key -> knownByVariable.put(variable(key), key));
        find();
    }

    /** Returns messages about keys that closely resemble a supported key or belong to one of the library's groups. */
    List<String> mistakes() {
        return mistakes;
    }

    /** Returns messages about keys that might belong to other software. */
    List<String> remarks() {
        return remarks;
    }

    private void find() {
        Set<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(names::add);
        Set<String> variables = new HashSet<>();
        names.stream().filter(UnknownKeys::isVariable).forEach(variables::add);
        System.getenv().keySet().stream().filter(UnknownKeys::isVariable).forEach(variables::add);
        for (String name : names) {
            // A name that the configuration derived from an environment variable is skipped. The variable itself is
            // checked.
            if (name.startsWith(PREFIX) && !known.contains(name) && !variables.contains(variable(name))) {
                report(name, isInGroup(name) || name.startsWith(PathRule.PREFIX));
            }
        }
        for (String name : new TreeSet<>(variables)) {
            if (!knownByVariable.containsKey(name) && !isReferredTo(name)) {
                report(name, name.startsWith(variable(PathRule.PREFIX)));
            }
        }
    }

    private void report(String name, boolean ours) {
        if (KEY_OF_SERVER.matcher(name).matches()) {
            mistakes.add(LogSafe.escape(name) + " is no key of a server in mfp.authorization-server.names");
            return;
        }
        String nearest = nearest(name);
        if (ours || isNear(name, nearest)) {
            mistakes.add(LogSafe.escape(name) + " is no key of this library; nearest is " + shownAs(nearest, name));
        } else {
            remarks.add(LogSafe.escape(name) + " is no key of this library, and is ignored; nearest is "
                    + shownAs(nearest, name));
        }
    }

    private static String shownAs(String key, String name) {
        return isVariable(name) ? variable(key) + ", for " + key : key;
    }

    /**
     * Whether a name shares a group prefix, such as {@code mfp.cache.}, with the core's keys. The extensions' groups
     * do not count, because MobileFirst has its own keys in them, such as {@code mfp.analytics.console.url}.
     */
    private boolean isInGroup(String name) {
        return known.stream()
                .filter(key -> !ExtensionKeys.ALL.contains(key))
                .map(key -> key.substring(0, key.lastIndexOf('.') + 1))
                .anyMatch(group -> group.length() > PREFIX.length() && name.startsWith(group));
    }

    private String nearest(String name) {
        return known.stream()
                .min(Comparator.<String>comparingInt(key -> isEndOf(letters(name), key) ? 0 : 1)
                        .thenComparingInt(key -> typos(name, key))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /**
     * Whether a name differs from a key by at most two typos (three in a long name), or consists of the {@code mfp.}
     * prefix and a suffix of the key, as in {@code mfp.audience}. Suffixes in environment variables do not count,
     * because a variable such as {@code MFP_PRIVATE_KEY} might serve another purpose.
     */
    private static boolean isNear(String name, String key) {
        String letters = letters(name);
        return typos(name, key) <= (letters.length() > SHORT_NAME_LENGTH ? 3 : 2)
                || (!isVariable(name) && isEndOf(letters, key));
    }

    /** Returns the number of typos relative to the whole key or to the key without its group, whichever is smaller. */
    private static int typos(String name, String key) {
        int inAll = distance(letters(name), letters(key));
        String rest = letters(key.substring(key.lastIndexOf('.') + 1));
        return isVariable(name) || rest.length() < MIN_SUFFIX_LENGTH
                ? inAll
                : Math.min(
                        inAll, distance(letters(name).substring(letters(PREFIX).length()), rest));
    }

    private static boolean isEndOf(String letters, String key) {
        String own = letters.substring(letters(PREFIX).length());
        return own.length() >= MIN_SUFFIX_LENGTH && letters(key).endsWith(own);
    }

    /** Whether a key takes its value from the variable, as in {@code mfp.introspection.private-key=${MFP_KEY}}. */
    private boolean isReferredTo(String variable) {
        for (ConfigSource source : config.getConfigSources()) {
            for (String key : source.getPropertyNames()) {
                if (key.startsWith(PREFIX) || key.startsWith("mfp-authorization-server/")) {
                    String value = source.getValue(key);
                    if (value != null && value.contains("${" + variable)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean isVariable(String name) {
        return name.startsWith(VARIABLE_PREFIX)
                && name.chars().allMatch(c -> c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    }

    /**
     * Returns the name of the environment variable for a key (MicroProfile Config 3.1, environment variable mapping
     * rules).
     */
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** Counts insertions, deletions, replacements and transpositions of adjacent characters. */
    private static int distance(String one, String other) {
        int[][] distance = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            distance[i][0] = i;
        }
        for (int j = 0; j <= other.length(); j++) {
            distance[0][j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            for (int j = 1; j <= other.length(); j++) {
                int replaced = distance[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                distance[i][j] = Math.min(replaced, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    distance[i][j] = Math.min(distance[i][j], distance[i - 2][j - 2] + 1);
                }
            }
        }
        return distance[one.length()][other.length()];
    }
}
