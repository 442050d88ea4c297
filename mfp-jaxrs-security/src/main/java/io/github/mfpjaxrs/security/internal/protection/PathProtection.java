package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.config.PathRule;
import io.github.mfpjaxrs.security.internal.protection.Protection.Open;
import io.github.mfpjaxrs.security.internal.protection.Protection.Scoped;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The scopes that the configuration requires, by path and HTTP method. The most specific pattern applies. An exact
 * pattern takes precedence over patterns with an asterisk, and a longer pattern over a shorter one. If several rules
 * have the same pattern, all these rules apply. Immutable.
 */
public final class PathProtection {

    private static final String ALL_BELOW = "/*";

    /** A pattern's requirements, both for the methods that rules list and for all other methods. */
    private record Pattern(String text, Map<String, Protection> byMethod, Protection otherwise) {}

    /**
     * The requirement for a request.
     *
     * @param protection the requirement, possibly that no token is required
     * @param pattern the pattern that matched
     */
    public record Match(Protection protection, String pattern) {}

    private final Map<String, Pattern> exact = new HashMap<>();
    private final Map<String, Pattern> below = new HashMap<>();
    private final Set<String> patterns;

    /**
     * Combines the configured rules.
     *
     * @throws ConfigurationException if two rules with the same pattern cannot be combined
     */
    public PathProtection(List<PathRule> rules) {
        Map<String, List<PathRule>> byPattern = new TreeMap<>();
        rules.forEach(rule -> rule.patterns()
                .forEach(pattern -> byPattern
                        .computeIfAbsent(pattern, p -> new ArrayList<>())
                        .add(rule)));
        List<String> mistakes = new ArrayList<>();
        byPattern.forEach((text, applicable) -> {
            Pattern pattern = pattern(text, applicable);
            if (pattern.otherwise() instanceof Unresolvable
                    || pattern.byMethod().values().stream().anyMatch(Unresolvable.class::isInstance)) {
                mistakes.add(keys(applicable, "match") + ": these rules both apply to " + text
                        + ", and with match=any their scopes cannot be combined; write one rule, or use match=all");
            }
            if (text.endsWith(ALL_BELOW)) {
                below.put(text.substring(0, text.length() - ALL_BELOW.length()), pattern);
            } else {
                exact.put(text.equals("/") ? "" : text, pattern);
            }
        });
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
        patterns = Set.copyOf(byPattern.keySet());
    }

    private static Pattern pattern(String text, List<PathRule> rules) {
        Set<String> named = new LinkedHashSet<>();
        rules.forEach(rule -> {
            named.addAll(rule.methods());
            named.addAll(rule.openMethods());
        });
        Map<String, Protection> byMethod = new HashMap<>();
        named.forEach(method -> byMethod.put(method, protection(rules, method)));
        return new Pattern(text, Map.copyOf(byMethod), protection(rules, ""));
    }

    /**
     * Returns the requirement for an HTTP method. A method that no rule lists requires the scopes of all rules, so
     * that listing some methods never opens the others.
     */
    private static Protection protection(List<PathRule> rules, String method) {
        List<PathRule> listing = rules.stream()
                .filter(rule -> rule.methods().isEmpty() || rule.methods().contains(method))
                .toList();
        return (listing.isEmpty() ? rules : listing)
                .stream()
                        .<Protection>map(
                                rule -> rule.openMethods().contains(method) ? new Open() : new Scoped(rule.scope()))
                        .reduce(new Unsaid(), Protection::and);
    }

    private static Set<String> keys(List<PathRule> rules, String attribute) {
        Set<String> keys = new TreeSet<>();
        rules.forEach(rule -> keys.add(rule.key(attribute)));
        return keys;
    }

    /** Whether the configuration protects no paths. */
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** Returns the patterns of all rules. */
    public Set<String> patterns() {
        return patterns;
    }

    /**
     * Finds the requirement for a request.
     *
     * @param method the HTTP method
     * @param path the decoded path within the application, which must not be {@linkplain RequestPath ambiguous}; a
     *     trailing slash makes no difference
     * @return empty if no pattern matches
     */
    public Optional<Match> find(String method, String path) {
        String part = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Pattern found = exact.get(part);
        while (found == null) {
            found = below.get(part);
            if (part.isEmpty()) {
                break;
            }
            part = part.substring(0, part.lastIndexOf('/'));
        }
        return Optional.ofNullable(found)
                .map(pattern ->
                        new Match(pattern.byMethod().getOrDefault(method, pattern.otherwise()), pattern.text()));
    }

    /** Returns the patterns that match none of the given path templates, which are built from {@code @Path} values. */
    public Set<String> unmatched(Set<String> templates) {
        Set<String> unmatched = new TreeSet<>(patterns);
        unmatched.removeIf(pattern -> templates.stream().anyMatch(template -> mayMatch(pattern, template)));
        return unmatched;
    }

    private static boolean mayMatch(String pattern, String template) {
        String[] wanted = segments(pattern);
        String[] offered = segments(template);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("*")) {
                return true;
            }
            if (i == offered.length) {
                return false;
            }
            // An asterisk represents unknown sub-resources, and a regular expression can match several segments.
            if (offered[i].equals("*") || offered[i].contains("{") && offered[i].contains(":")) {
                return true;
            }
            if (!offered[i].contains("{") && !offered[i].equals(wanted[i])) {
                return false;
            }
        }
        return wanted.length == offered.length;
    }

    private static String[] segments(String path) {
        String trimmed = path.replaceAll("^/+|/+$", "");
        return trimmed.isEmpty() ? new String[0] : trimmed.split("/+");
    }
}
