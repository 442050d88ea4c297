package io.github.mfpjaxrs.security.internal.config;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.ScopeMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Reads the {@code mfp.protect.<name>.*} keys. Group names are discovered from the keys in the configuration and from
 * environment variables such as {@code MFP_PROTECT_PAGES_PATHS}.
 */
final class PathRuleKeys {

    private static final String VARIABLE_PREFIX = "MFP_PROTECT_";

    private static final String PATHS = "paths";
    private static final String SCOPES = "scopes";
    private static final String MATCH = "match";
    private static final String METHODS = "methods";
    private static final String OPEN_METHODS = "open-methods";
    private static final String MAX_AGE = "max-age";
    private static final String SERVER = "server";

    /** {@code methods} is a suffix of {@code open-methods}, which must therefore be matched first. */
    private static final List<String> ATTRIBUTES =
            List.of(PATHS, SCOPES, MATCH, OPEN_METHODS, METHODS, MAX_AGE, SERVER);

    private static final String NAME_WANTED =
            "letters and digits, with a hyphen or an underscore between words, and not open as the last word";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+([-_][A-Za-z0-9]+)*");

    /**
     * Group names must not end with {@code open}. In an environment variable, {@code methods} in the group
     * {@code x-open} and {@code open-methods} in the group {@code x} look the same.
     */
    private static final Pattern ENDS_WITH_OPEN = Pattern.compile("(?i)(.*[-_])?open");

    /**
     * Permits only characters that clients need not encode (RFC 3986 §2.3). All other characters have an encoded and
     * a plain form, which some parts of a server treat as equal but others do not.
     */
    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9._~-]+)+/?|(/[A-Za-z0-9._~-]+)*/\\*");

    private static final Pattern DOT_SEGMENT = Pattern.compile(".*/\\.{1,2}(/.*)?");

    private static final String PATHS_WANTED = "paths within the application, separated by commas, such as /reports for"
            + " one and /reports/* for all below it too; of letters, digits and -._~, without dot segments";

    /**
     * The token syntax in RFC 9110 §5.6.2, without lower-case letters. Methods are case-sensitive, and a lower-case
     * method is almost always a mistake.
     */
    private static final Pattern METHOD = Pattern.compile("[A-Z0-9!#$%&'*+.^_`|~-]+");

    private static final String METHODS_WANTED = "HTTP methods in capitals, separated by commas";

    private final KeyReader keys;
    private final Config config;
    private final List<String> servers;

    /** @param servers the names of the named authorization servers */
    PathRuleKeys(KeyReader keys, Config config, List<String> servers) {
        this.keys = keys;
        this.config = config;
        this.servers = List.copyOf(servers);
    }

    List<PathRule> read(RequiredScope defaultScope) {
        List<PathRule> rules = new ArrayList<>();
        for (String name : names(config)) {
            ATTRIBUTES.forEach(attribute -> keys.register(key(name, attribute)));
            if (ENDS_WITH_OPEN.matcher(name).matches()) {
                keys.addMistake(PathRule.PREFIX + "<name>", name, NAME_WANTED);
            } else {
                rules.add(rule(name, defaultScope));
            }
        }
        return List.copyOf(rules);
    }

    private PathRule rule(String name, RequiredScope defaultScope) {
        PathRule rule = new PathRule(
                name, patterns(name), scope(name, defaultScope), methods(name, METHODS), methods(name, OPEN_METHODS));
        Set<String> both = new TreeSet<>(rule.methods());
        both.retainAll(rule.openMethods());
        if (!both.isEmpty()) {
            keys.addMistake(
                    key(name, OPEN_METHODS),
                    String.join(",", rule.openMethods()),
                    "no method that is in " + key(name, METHODS) + " too, as " + both + " are");
        }
        return rule;
    }

    private List<String> patterns(String name) {
        String value = keys.required(key(name, PATHS), PATHS_WANTED);
        try {
            return value.isEmpty()
                    ? List.of()
                    : KeyReader.list(value).stream()
                            .map(PathRuleKeys::pattern)
                            .distinct()
                            .toList();
        } catch (IllegalArgumentException e) {
            keys.addMistake(key(name, PATHS), value, PATHS_WANTED);
            return List.of();
        }
    }

    private static String pattern(String path) {
        if (!PATH.matcher(path).matches() || DOT_SEGMENT.matcher(path).matches()) {
            throw new IllegalArgumentException();
        }
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private RequiredScope scope(String name, RequiredScope defaultScope) {
        ScopeMatch match = keys.parsed(key(name, MATCH), ScopeMatch.ALL, "all or any", value -> switch (value) {
            case "all" -> ScopeMatch.ALL;
            case "any" -> ScopeMatch.ANY;
            default -> throw new IllegalArgumentException();
        });
        RequiredScope scope = keys.parsed(
                key(name, SCOPES),
                defaultScope,
                "scope elements of RFC 6749, separated by spaces, without commas",
                value -> scope(value, match));
        Optional<Duration> maxAge = keys.text(key(name, MAX_AGE))
                .map(value -> keys.duration(key(name, MAX_AGE), Duration.ZERO, Duration.ZERO, Duration.ofDays(1)));
        RequiredScope aged = maxAge.map(scope::withMaxAge).orElse(scope);
        return server(name).map(aged::withServer).orElse(aged);
    }

    private Optional<String> server(String name) {
        return keys.text(key(name, SERVER)).filter(server -> {
            boolean configured = server.equals(Settings.DEFAULT_SERVER) || servers.contains(server);
            if (!configured) {
                keys.addMistake(
                        key(name, SERVER),
                        server,
                        Settings.DEFAULT_SERVER + " or a name in mfp.authorization-server.names");
            }
            return configured;
        });
    }

    private static RequiredScope scope(String value, ScopeMatch match) {
        if (value.indexOf(',') >= 0) {
            throw new IllegalArgumentException();
        }
        return match == ScopeMatch.ALL ? RequiredScope.allOf(value) : RequiredScope.anyOf(value);
    }

    private Set<String> methods(String name, String attribute) {
        return keys.parsed(key(name, attribute), Set.of(), METHODS_WANTED, value -> {
            Set<String> methods = new LinkedHashSet<>(KeyReader.list(value));
            if (!methods.stream().allMatch(method -> METHOD.matcher(method).matches())) {
                throw new IllegalArgumentException();
            }
            return Set.copyOf(methods);
        });
    }

    /**
     * Returns the names of all {@code mfp.protect} groups in a configuration. A name found only in environment
     * variables is converted to lower case with hyphens.
     */
    static Set<String> names(Config config) {
        Set<String> variables = new TreeSet<>(System.getenv().keySet());
        Set<String> written = new TreeSet<>();
        config.getPropertyNames().forEach(name -> {
            variables.add(name);
            written.add(name);
        });
        variables.removeIf(name -> !name.startsWith(VARIABLE_PREFIX));
        Set<String> names = new TreeSet<>();
        for (String key : written) {
            int end = key.lastIndexOf('.');
            boolean isDerived = variables.contains(UnknownKeys.variable(key));
            if (key.startsWith(PathRule.PREFIX) && end >= PathRule.PREFIX.length() && !isDerived) {
                String name = key.substring(PathRule.PREFIX.length(), end);
                if (NAME.matcher(name).matches()) {
                    names.add(name);
                }
            }
        }
        Set<String> known = new HashSet<>();
        names.forEach(name -> known.add(UnknownKeys.variable(name)));
        variables.forEach(variable -> nameIn(variable).ifPresent(name -> {
            if (known.add(UnknownKeys.variable(name))) {
                names.add(name);
            }
        }));
        return names;
    }

    private static Optional<String> nameIn(String variable) {
        return ATTRIBUTES.stream()
                .map(attribute -> "_" + UnknownKeys.variable(attribute))
                .filter(suffix ->
                        variable.endsWith(suffix) && variable.length() > VARIABLE_PREFIX.length() + suffix.length() - 1)
                .findFirst()
                .map(suffix -> variable.substring(VARIABLE_PREFIX.length(), variable.length() - suffix.length()))
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .filter(name -> NAME.matcher(name).matches());
    }

    private static String key(String name, String attribute) {
        return PathRule.PREFIX + name + "." + attribute;
    }
}
