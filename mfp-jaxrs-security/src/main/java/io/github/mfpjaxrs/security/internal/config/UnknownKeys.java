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
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Finds keys of our name that mean nothing: with a typing error in {@code mfp.required-audience} the application would start
 * without the check. Environment variables are compared by the mapping rules of MicroProfile Config, as
 * {@code MFP_REQUIRED_AUDIENCE}; some configurations list them raw and by a guess, {@code mfp.required.audience}, too.
 */
final class UnknownKeys {

    private static final String PREFIX = "mfp.";
    private static final String VARIABLE_PREFIX = "MFP_";

    /** A shorter last part, such as size, ends too many names to be a hint. */
    private static final int LEAST_TELLING = 6;

    /** In a name no longer than this, three letters make another word. */
    private static final int SHORT = 12;

    private final Set<String> known;
    private final Map<String, String> knownByVariable = new HashMap<>();
    private final Config config;
    private final List<String> mistakes = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** @param known the keys that mean something */
    UnknownKeys(Set<String> known, Config config) {
        this.known = known;
        this.config = config;
        known.forEach(key -> knownByVariable.put(variable(key), key));
        find();
    }

    /** What is so near a key of ours that it must be meant, or stands in a group of ours. */
    List<String> mistakes() {
        return mistakes;
    }

    /** What may be somebody else's. */
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
            // With a variable of that name, it is a guess of the configuration's; the variable itself is looked at.
            if (name.startsWith(PREFIX) && !known.contains(name) && !variables.contains(variable(name))) {
                look(name, isInGroup(name));
            }
        }
        for (String name : new TreeSet<>(variables)) {
            if (!knownByVariable.containsKey(name) && !isReferredTo(name)) {
                look(name, false);
            }
        }
    }

    private void look(String name, boolean ours) {
        String nearest = nearest(name);
        if (ours || isNear(name, nearest)) {
            mistakes.add(LogSafe.of(name) + " is no key of this library; nearest is " + shownAs(nearest, name));
        } else {
            remarks.add(LogSafe.of(name) + " is no key of this library, and is ignored; nearest is "
                    + shownAs(nearest, name));
        }
    }

    private static String shownAs(String key, String name) {
        return isVariable(name) ? variable(key) + ", for " + key : key;
    }

    /** Whether a key begins as others of ours do, up to a point: {@code mfp.cache.} is such a group. */
    private boolean isInGroup(String name) {
        return known.stream()
                .map(key -> key.substring(0, key.lastIndexOf('.') + 1))
                .anyMatch(group -> group.length() > PREFIX.length() && name.startsWith(group));
    }

    private String nearest(String name) {
        return known.stream()
                .min(Comparator.<String>comparingInt(key -> isEndOf(letters(name), key) ? 0 : 1)
                        .thenComparingInt(key -> distance(letters(name), letters(key)))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /**
     * A slip or two of the fingers; or the end of a key, such as {@code mfp.audience}. A variable of such a name may well be
     * there for something else, {@code MFP_PRIVATE_KEY} for example.
     */
    private static boolean isNear(String name, String key) {
        String letters = letters(name);
        return distance(letters, letters(key)) <= (letters.length() > SHORT ? 3 : 2)
                || (!isVariable(name) && isEndOf(letters, key));
    }

    private static boolean isEndOf(String letters, String key) {
        String own = letters.substring(letters(PREFIX).length());
        return own.length() >= LEAST_TELLING && letters(key).endsWith(own);
    }

    /** Whether a key of ours takes its value from the variable, as {@code mfp.introspection.private-key=${MFP_KEY}} does. */
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

    /** MicroProfile Config 3.1, environment variables mapping rules. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** By insertions, deletions, replacements and exchanges of neighbours. */
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
