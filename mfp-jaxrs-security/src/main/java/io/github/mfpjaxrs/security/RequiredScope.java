package io.github.mfpjaxrs.security;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The scope that a resource requires of an access token. Immutable. Each element is validated against the grammar of
 * RFC 6749 §3.3, which keeps quotes, backslashes, control characters and line breaks out of challenges. An invalid
 * element or a negative age causes an {@link IllegalArgumentException}.
 *
 * @param elements the scope elements, in the order in which a challenge lists them; if any one of them is sufficient,
 *     a challenge names only the first. Empty if any active token is sufficient
 * @param match whether all elements are required or only one of them
 * @param maxAge the maximum age of a cached introspection result; empty for the configured age; zero to introspect
 *     the token every time
 * @param server the name of the authorization server that must have issued the token; empty if the configuration
 *     decides. Requests are refused if no server with this name is configured
 */
public record RequiredScope(
        List<String> elements, ScopeMatch match, Optional<Duration> maxAge, Optional<String> server) {

    private static final RequiredScope NONE =
            new RequiredScope(List.of(), ScopeMatch.ALL, Optional.empty(), Optional.empty());

    /**
     * Validates the elements and removes duplicates.
     *
     * @param elements the scope elements
     * @param match the rule
     * @param maxAge the maximum age
     * @param server the name of the authorization server
     */
    public RequiredScope {
        elements = elements.stream().distinct().toList();
        elements.forEach(RequiredScope::requireScopeToken);
        if (maxAge.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("maxAge must not be negative: " + maxAge.get());
        }
    }

    /**
     * Returns a requirement that is satisfied if all elements of a scope have been granted.
     *
     * @param scope scope elements separated by spaces
     * @return the requirement
     * @throws IllegalArgumentException if the scope contains a character that RFC 6749 §3.3 does not allow
     */
    public static RequiredScope allOf(String scope) {
        return of(List.of(scope), ScopeMatch.ALL);
    }

    /**
     * Returns a requirement that is satisfied if at least one element of a scope has been granted.
     *
     * @param scope scope elements separated by spaces
     * @return the requirement
     * @throws IllegalArgumentException if the scope contains a character that RFC 6749 §3.3 does not allow
     */
    public static RequiredScope anyOf(String scope) {
        return of(List.of(scope), ScopeMatch.ANY);
    }

    /**
     * Returns a requirement for an active token, with any scope or none.
     *
     * @return the requirement
     */
    public static RequiredScope none() {
        return NONE;
    }

    static RequiredScope of(Collection<String> scopes, ScopeMatch match) {
        List<String> elements = scopes.stream()
                .flatMap(scope -> Arrays.stream(scope.split(" ")))
                .filter(element -> !element.isEmpty())
                .toList();
        return new RequiredScope(elements, match, Optional.empty(), Optional.empty());
    }

    /**
     * Returns the same requirement with a maximum age for the introspection result.
     *
     * @param age the maximum age of a cached result; zero to introspect the token every time
     * @return a new requirement
     * @throws IllegalArgumentException if the age is negative
     */
    public RequiredScope withMaxAge(Duration age) {
        return new RequiredScope(elements, match, Optional.of(age), server);
    }

    /**
     * Returns the same requirement, restricted to tokens from one authorization server.
     *
     * @param name the name of a configured authorization server; {@code default} for the server without a name
     * @return a new requirement
     */
    public RequiredScope withServer(String name) {
        return new RequiredScope(elements, match, maxAge, Optional.of(name));
    }

    /**
     * Returns whether the given scope elements satisfy the requirement. Elements are compared as a whole and
     * case-sensitively. Neither {@link #maxAge()} nor the token's validity is considered.
     *
     * @param granted the scope elements granted to a token, such as {@link AccessToken#scopes()}
     * @return true if the elements satisfy the requirement; always true if no element is required
     */
    public boolean isSatisfiedBy(Set<String> granted) {
        if (match == ScopeMatch.ALL || elements.isEmpty()) {
            return granted.containsAll(elements);
        }
        for (String element : elements) {
            if (granted.contains(element)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the elements as one string, in the format of a challenge's {@code scope} parameter.
     *
     * @return the elements separated by spaces; empty if there are none
     */
    public String scope() {
        return String.join(" ", elements);
    }

    private static void requireScopeToken(String element) {
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            if (c < 0x21 || c > 0x7E || c == '"' || c == '\\') {
                throw new IllegalArgumentException(String.format(
                        "character %d of a scope element is U+%04X; RFC 6749 §3.3 allows printable ASCII without space,"
                                + " quote and backslash",
                        i + 1, (int) c));
            }
        }
        if (element.isEmpty()) {
            throw new IllegalArgumentException("a scope element must not be empty");
        }
    }
}
